import type { Place } from './evidence.ts'
import type { CacheUse, Sizes } from './usage-evidence.ts'

/** What production really used for one workload: the strongest evidence there is. */
export type UsageFact = UsedTokens & {
  readonly kind: 'usage'
  /** `PATH#WORKLOAD` */
  readonly id: string
  readonly at: Place
  /** The name that the log gives it. */
  readonly workload: string
  /** ISO 8601, of the first and the last call. */
  readonly from: string
  readonly to: string
  readonly requests: number
  /** How many requests made how many answered calls. */
  readonly steps: readonly { readonly steps: number; readonly requests: number }[]
  /** Paid calls that had to be asked again, for each answered one; null: the log does not say. */
  readonly retryRate: number | null
  readonly latencyMs: { readonly p50: number; readonly p95: number } | null
  readonly models: readonly ModelUsed[]
}

/** Tokens of one call: null is not recorded. `calls` carry tokens. */
export type UsedTokens = {
  readonly calls: number
  readonly input: Sizes | null
  readonly output: Sizes | null
  readonly cache: CacheUse | null
}

export type ModelUsed = UsedTokens & { readonly model: string }

/** What a workload knows about its own traffic in production. */
export type MeasuredUsage = Pick<UsageFact, 'at' | 'from' | 'to' | 'requests'> & {
  /** Of one call, as far as the workload has one; null: not recorded, or several kinds of calls. */
  readonly inputMean: number | null
  /** What does not fit together: whole sentences without a full stop. */
  readonly notes: readonly string[]
}
