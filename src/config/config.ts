import type { Mapping } from '../model/mapping.ts'
import type { RequestsPerMonth, Share } from '../units.ts'

/**
 * unitcost.yml after loading: snake_case as in the file, values in one canonical form. Rates are shares
 * (`"80%"` became 0.8), traffic is requests a month, one string where a list is allowed became a list.
 * What each key means is said once, for the admin, in the JSON Schema (`workload.schema.ts`, `policy.schema.ts`).
 */
export type Config = {
  readonly version: 1
  readonly extends?: readonly string[]
  readonly discover?: boolean
  readonly enforce?: Enforce
  readonly defaults?: Defaults
  readonly assumptions?: AssumptionsConfig
  readonly tiers?: Readonly<Record<string, readonly string[]>>
  readonly mappings?: readonly Mapping[]
  readonly infrastructure?: InfrastructureConfig
  readonly workloads?: Readonly<Record<string, WorkloadConfig>>
  readonly budgets?: readonly BudgetConfig[]
  readonly rules?: RulesConfig
  readonly waivers?: readonly WaiverConfig[]
  /** Logins with `@`, `maintainers`, or `admins`. */
  readonly approvers?: readonly string[]
}

export type EnforceLevel = 'observe' | 'warn' | 'block'
/** `from` (YYYY-MM-DD): the day from which the level holds; before it, `warn`, or `observe` if that is the level. */
export type Enforce = EnforceLevel | { readonly level: EnforceLevel; readonly from: string }

/** Tokens: one number, or a range. */
export type Size = number | { readonly low?: number; readonly expected: number; readonly high: number }

export type Defaults = { readonly model?: string; readonly output_tokens?: Size }

/** Replacements for the sizes that are assumed where nothing is declared or measured. */
export type AssumptionsConfig = {
  readonly variable_tokens?: Size
  readonly tool_tokens?: Size
  readonly output_tokens?: Size
  readonly input_tokens?: Size
  readonly image_tokens?: Size
  readonly audio_tokens?: Size
  readonly file_tokens?: Size
  readonly repetitions?: Size
}

export type InfrastructureConfig = {
  readonly variables?: readonly {
    readonly root: string
    readonly files: readonly string[]
    readonly environment?: string
  }[]
  readonly machines?: readonly MachineConfig[]
}

/** What machine stands behind labels, or behind the services of files. */
export type MachineConfig = {
  readonly labels?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
  readonly provider: string
  readonly sku: string
  readonly region?: string
  readonly pricing?: 'on_demand' | 'spot'
}

export type WorkloadConfig = {
  readonly owner?: string
  readonly environment?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly traffic?: RequestsPerMonth
  readonly urgency?: 'interactive' | 'minutes' | 'batch'
  readonly slo?: { readonly ttft_p95_ms?: number; readonly tpot_p95_ms?: number }
  readonly outcome?: { readonly name: string; readonly requests: number; readonly failure_usd?: number }
  readonly calls?: Readonly<Record<string, CallConfig>>
  readonly evals?: readonly string[]
  readonly usage?: readonly string[]
  readonly served_by?: readonly string[]
  readonly capacity_overhead?: { readonly usd_per_month: number }
  readonly one_off?: { readonly usd: number; readonly months: number }
}

export type CallConfig = {
  readonly prompt?: string
  readonly model?: string
  readonly task?: string
  readonly variables?: Readonly<Record<string, Size>>
  readonly context?: { readonly chunks: number; readonly tokens_per_chunk: number }
  readonly retrieval?: RetrievalConfig
  readonly history_tokens?: Size
  readonly output_tokens?: Size
  readonly per_request?: number
  readonly loop?: LoopConfig
  readonly prompt_cache_hit_rate?: Share
  readonly response_cache?: {
    readonly hit_rate: Share
    readonly lookup_tokens?: number
    readonly lookup_model?: string
  }
  readonly retry_rate?: Share
  readonly fallback_rate?: Share
  readonly escalation?: { readonly rate: Share; readonly to: string }
  readonly limits?: LimitsConfig
}

export type RetrievalConfig = {
  readonly embedding_model?: string
  readonly query_tokens?: number
  readonly rerank_model?: string
  readonly candidates?: number
  readonly usd_per_query?: number
}

export type LoopConfig = {
  readonly mean?: number
  readonly p95?: number
  readonly max?: number
  readonly growth_tokens?: number
}

export type LimitsConfig = {
  readonly tool_calls?: number
  readonly tokens_per_task?: number
  readonly usd_per_task?: number
  readonly timeout_s?: number
}

export type BudgetConfig = {
  readonly id: string
  /** Ids or globs (`matchesAny`); with `environment`, `owner` and `tags` all must match. */
  readonly workloads?: readonly string[]
  readonly environment?: string
  readonly owner?: string
  readonly tags?: Readonly<Record<string, string>>
  /** Of what own machines serve, input and output together. */
  readonly usd_per_mtok?: number
  readonly latency?: { readonly ttft_p95_ms?: number; readonly tpot_p95_ms?: number }
  readonly usd_per_request?: number
  readonly usd_per_solved_task?: number
  readonly usd_per_outcome?: number
  readonly usd_per_month?: number
  readonly increase?: IncreaseConfig
  readonly warn_at?: Share
  readonly quality?: QualityConfig
  readonly band?: 'expected' | 'high'
  readonly enforce?: Enforce
}

/** `max_latency_increase` is a number of percent. */
export type QualityConfig = {
  readonly max_drop?: Share
  readonly min_pass_rate?: Share
  readonly min_pairs?: number
  readonly on_inconclusive?: 'warn' | 'block' | 'pass'
  readonly max_latency_ms?: number
  readonly max_latency_increase?: number
  readonly scores?: Readonly<Record<string, { readonly min?: number; readonly max_drop?: number }>>
}

/** `percent` is a number of percent: 10 is 10 %. */
export type IncreaseConfig = {
  readonly percent?: number
  readonly usd_per_request?: number
  readonly usd_per_month?: number
  readonly usd_per_outcome?: number
  readonly ignore_below?: {
    readonly percent?: number
    readonly usd_per_request?: number
    readonly usd_per_month?: number
  }
}

export type RuleLevel = 'error' | 'warning' | 'note' | 'off'
/** `warning` became `{ level: warning }`. Options stand beside the level, checked against the rule when loading. */
export type RuleSetting = {
  /** Left out: the rule's own level. */
  readonly level?: RuleLevel
  readonly enforce?: Enforce
  readonly only?: ScopeConfig
  readonly [option: string]: unknown
}

/** Workloads that a rule looks at; lists are globs (`matchesAny`), and all that is named must match. */
export type ScopeConfig = {
  readonly workloads?: readonly string[]
  readonly environments?: readonly string[]
  readonly owners?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
}

/** Keys are rule ids; `own` is the one key that is not. Ask `settingOf` for one rule. */
export type RulesConfig = {
  readonly own?: readonly OwnRuleConfig[]
  readonly [id: string]: RuleSetting | readonly OwnRuleConfig[] | undefined
}

export function settingOf(rules: RulesConfig | undefined, id: string): RuleSetting | null {
  const setting = rules !== undefined && Object.hasOwn(rules, id) ? rules[id] : undefined
  return setting === undefined || isOwnRules(setting) ? null : setting
}

const isOwnRules = (value: RuleSetting | readonly OwnRuleConfig[]): value is readonly OwnRuleConfig[] =>
  Array.isArray(value)

/** A rule of the repository: `when` is a CEL expression. */
export type OwnRuleConfig = {
  readonly id: string
  readonly when: string
  readonly level: RuleLevel
  readonly message: string
  readonly enforce?: Enforce
}

/** A dated, approved, capped exception for one rule or one budget. */
export type WaiverConfig = {
  readonly rule?: string
  readonly budget?: string
  readonly workloads?: readonly string[]
  readonly by: string
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly until: string
  readonly because: string
  /** The cost up to which it holds; required for a budget. */
  readonly up_to?: {
    readonly usd_per_request?: number
    readonly usd_per_solved_task?: number
    readonly usd_per_month?: number
  }
}
