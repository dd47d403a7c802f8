import type { Place } from '../model/evidence.ts'

/** What a rule or a budget says about a change: a fact, why it matters, and what to do. */
export type Finding = Draft & {
  /** The id of the rule; `budget` for budgets. */
  readonly rule: string
  /** The id of the budget where it is about one. */
  readonly budget: string | null
  readonly level: Level
  readonly waived: { readonly by: string; readonly until: string; readonly because: string } | null
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
