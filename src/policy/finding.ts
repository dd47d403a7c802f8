import type { Place } from '../model/evidence.ts'

/** What a rule or a budget says about a change: a fact, why it matters, and what to do. */
export type Finding = Draft & {
  /** The id of the rule; `budget` for budgets. */
  readonly rule: string
  /** The id of the budget where it is about one. */
  readonly budget: string | null
  readonly level: Level
  readonly waived: Waived | null
}

/** A finding with what its workloads cost now: a waiver of it holds up to that. */
export type CostedFinding = Finding & { readonly cost: FindingCost }

/** USD of what the finding is about; null where it is not known, or where there is no such cost. */
export type FindingCost = { readonly usd_per_month: number | null; readonly usd_per_request: number | null }

export type Waived = {
  readonly by: string
  /** YYYY-MM-DD, the last day. */
  readonly until: string
  readonly because: string
  /** The cost up to which it holds; null: whatever it costs. */
  readonly up_to: {
    readonly usd_per_month: number | null
    readonly usd_per_request: number | null
    readonly usd_per_solved_task: number | null
  } | null
}

export type Level = 'error' | 'warning' | 'note'

/** A finding before policy decides how serious it is. */
export type Draft = {
  /** The id of the workload; null when it is about the whole change. */
  readonly workload: string | null
  /** The fact with the user's own numbers, one sentence. */
  readonly message: string
  readonly why: string
  /** Imperative sentences, best first. */
  readonly suggestions: readonly string[]
  readonly at: readonly Place[]
}
