import type { Basis, Place } from '../model/evidence.ts'
import type { Pending } from '../model/pending.ts'
import type { Range } from '../model/quantity.ts'
import type { BenchmarkResult } from './benchmark.ts'
import type { QualityResult } from './quality.ts'

/**
 * The result as it is published (`--format json`, version 1): the one thing that every reporter reads.
 * Keys are only added inside version 1. USD throughout; null is "not known", never zero.
 * JSON Schema: `schema/result.schema.json`.
 */
export type Result = Judged | NotJudged

export type Judged = {
  readonly version: 1
  readonly verdict: Verdict
  readonly exit_code: 0 | 1
  /** True while evidence that a budget rests on is still being measured. */
  readonly provisional: boolean
  /** Which of the evidence that is still being measured a budget rests on. */
  readonly pending: readonly Pending[]
  readonly base: Side
  readonly head: Side
  readonly totals: Totals
  readonly workloads: readonly WorkloadResult[]
  readonly findings: readonly FindingResult[]
  readonly diagnostics: readonly DiagnosticResult[]
  readonly budgets: readonly BudgetResult[]
  readonly policy: PolicyResult
  readonly prices: { readonly as_of: string; readonly date: string; readonly stale: boolean }
}

export type NotJudged = {
  readonly version: 1
  readonly verdict: null
  readonly exit_code: 2
  readonly error: { readonly code: string; readonly message: string; readonly hint: string }
  readonly workloads: readonly never[]
  readonly findings: readonly never[]
  readonly diagnostics: readonly DiagnosticResult[]
}

export type Verdict = 'pass' | 'warn' | 'block'

/** `label` is what people call it: `a1b2c3d`, `index`, `working tree`. */
export type Side = { readonly revision: string | null; readonly label: string }

export type Totals = {
  readonly usd_per_month: {
    readonly base: number | null
    readonly head: number | null
    readonly delta: number | null
  }
  /** 0 … 1: the part of head's expected cost that rests on assumed quantities. */
  readonly assumed_share: number
  /** The same parts for what is measured and what is declared; the three add up to 1 where there is a cost. */
  readonly measured_share: number
  readonly declared_share: number
  /** Workloads unpriced at head. */
  readonly unpriced: number
}

export type WorkloadResult = {
  readonly id: string
  readonly status: 'added' | 'removed' | 'changed' | 'unchanged'
  /** Written in unitcost.yml, or found in the tree. */
  readonly origin: 'declared' | 'discovered'
  readonly owner: string | null
  readonly environment: string | null
  readonly tags: Readonly<Record<string, string>>
  readonly at: Place
  /** Requests a month at base and head; null where no traffic is declared. */
  readonly requests_per_month: { readonly base: number | null; readonly head: number | null }
  readonly base: EstimateResult | null
  readonly head: EstimateResult | null
  readonly delta: {
    readonly usd_per_request: number | null
    readonly usd_per_month: number | null
    readonly ratio: number | null
  } | null
  readonly drivers: readonly DriverResult[]
  /** Null: neither side was evaluated. */
  readonly quality: QualityResult | null
  /** What the numbers of own machines rest on; null where it has none, or nothing is known of them. */
  readonly benchmark: BenchmarkResult | null
  /** What the admin calls a success: `resolved ticket`; null where none is declared. */
  readonly outcome: string | null
}

export type EstimateResult = {
  readonly usd_per_request: Range | null
  readonly usd_per_month: Range | null
  readonly usd_per_solved_task: Range | null
  readonly usd_per_outcome: Range | null
  /** Expected tokens of one request. */
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number }
  /** Why there is no cost; empty when there is one. */
  readonly unpriced: readonly string[]
  readonly metrics: {
    readonly token_efficiency: number | null
    readonly effective_usd_per_mtok: number | null
    readonly cache_hit_rate: number | null
    readonly fallback_rate: number | null
    readonly utilization: number | null
  }
  /** Capacity of its own: what it is paid for and what it carries; null where it has none. */
  readonly serving: ServingResult | null
  readonly components: readonly ComponentResult[]
}

export type ServingResult = {
  /** At the floor, as declared, at the ceiling of its autoscaling. */
  readonly usd_per_month: Range
  /** USD per million tokens that are served, input and output together; idle time is paid too. */
  readonly effective_usd_per_mtok: number | null
  /** The same bill apart; input price × input + output price × output adds up to it. */
  readonly split: {
    readonly input_usd_per_mtok: number
    readonly output_usd_per_mtok: number
    /** How many input tokens an output token counts: as the API beside prices them, else 4. */
    readonly output_weight: number
  } | null
  /** Why benchmarks of the model do not count; empty where one does. */
  readonly unused_benchmarks: readonly string[]
  readonly load: {
    /** Used part of what is paid; above 1: the traffic does not fit. With basis `assumed` it is at least this. */
    readonly utilization: number
    readonly idle_share: number
    readonly output_tokens_per_second: number | null
    readonly basis: Basis
    readonly at: Place | null
    readonly source: string
    readonly point: LoadPointResult | null
  } | null
  /** From how many requests a month it is cheaper than the API that the same calls name. */
  readonly crossover: {
    readonly model: string
    readonly usd_per_request: number
    readonly requests_per_month: number
    /** Whether it can carry that many; null: nobody measured. */
    readonly reachable: boolean | null
    readonly leaves_out: readonly string[]
  } | null
}

/** The measured load that a used part rests on, as all machines together carry it. */
export type LoadPointResult = {
  readonly requests_per_second: number
  readonly input_tokens_per_second: number
  readonly output_tokens_per_second: number
  readonly ttft_p95_ms: number | null
  readonly tpot_p95_ms: number | null
  /** What keeps it from more: `ttft_p95`, `tpot_p95`, a flag of the next load, `highest_load` measured. */
  readonly limited_by: string
  /** A request of the workload if the machines were always used that far. */
  readonly usd_per_request_at_full_use: number | null
  /** Null: power was not measured. */
  readonly joules_per_output_token: number | null
}

export type ComponentResult = {
  readonly call: string
  /** `openai/gpt-4o`, `aws g5.xlarge us-east-1`. */
  readonly target: string
  readonly meter: string
  /** Tokens (or look-ups, unit-hours) per request; per month for capacity. */
  readonly quantity: number
  /** USD per million tokens, per look-up, or per unit-hour. */
  readonly unit_price: number
  readonly usd_per_request: number | null
  readonly usd_per_month: number | null
  readonly basis: Basis
  readonly at: Place | null
  /** Where the price is from. */
  readonly source: string
  readonly as_of: string
  /** What must be known with the number: a value that an environment may override, a doubt about the price. */
  readonly notes: readonly string[]
}

export type DriverKind =
  | 'model'
  | 'routing'
  | 'retries'
  | 'prompt'
  | 'context'
  | 'retrieval'
  | 'output'
  | 'calls'
  | 'caching'
  | 'capacity'
  | 'traffic'
  | 'price'

export type DriverResult = {
  readonly kind: DriverKind
  readonly usd_per_request: number | null
  readonly usd_per_request_high: number | null
  readonly usd_per_month: number | null
  /** For people: `gpt-4o-mini` → `gpt-4o`, `2,100 tokens` → `4,000 tokens`. */
  readonly from: string
  readonly to: string
  readonly at: readonly Place[]
}

export type FindingResult = {
  /** A rule id, or `budget` for budgets. */
  readonly rule: string
  /** The budget's id where the finding is about one. */
  readonly budget: string | null
  readonly level: 'error' | 'warning' | 'note'
  readonly workload: string | null
  readonly message: string
  readonly why: string
  readonly suggestions: readonly string[]
  readonly at: readonly Place[]
  /** USD of what it is about, now; null where it is not known. A waiver on a pull request holds up to that. */
  readonly cost: { readonly usd_per_month: number | null; readonly usd_per_request: number | null }
  readonly waived: WaivedResult | null
}

export type WaivedResult = {
  readonly by: string
  /** YYYY-MM-DD, the last day. */
  readonly until: string
  readonly because: string
  /** USD up to which it holds; null: whatever it costs. */
  readonly up_to: {
    readonly usd_per_month: number | null
    readonly usd_per_request: number | null
    readonly usd_per_solved_task: number | null
  } | null
}

export type DiagnosticResult = {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly hint: string
  readonly path: string
  readonly line: number | null
}

/** One limit of one budget for one workload (or for all it covers, `workload` null). */
export type BudgetResult = {
  readonly id: string
  readonly workload: string | null
  /** `usd_per_month`, `usd_per_request`, `increase.percent`, … */
  readonly limit_kind: string
  readonly limit: number
  /** What is compared with the limit; null when it could not be computed. */
  readonly base: number | null
  readonly head: number | null
  readonly status: 'ok' | 'near' | 'over' | 'already-over' | 'unknown'
  readonly at: Place
}

export type PolicyResult = {
  /** Whose policy was applied, and why it is not base's where it is not. */
  readonly from: 'base' | 'head' | 'defaults'
  readonly note: string | null
  /** Edits to policy that this change makes: shown, not applied. */
  readonly changes: readonly { readonly what: string; readonly at: Place }[]
}
