/**
 * `unitcost.usage/v1`: what production really used, condensed from a log. Never dollars, texts, user or request
 * ids. Token counts of input include what a cache served; output includes reasoning.
 */
export type UsageEvidence = {
  readonly schema: 'unitcost.usage/v1'
  readonly format: 'csv' | 'jsonl' | 'opentelemetry'
  readonly workloads: readonly WorkloadUsage[]
}

export type WorkloadUsage = {
  /** The feature tag, or what the import was told. */
  readonly id: string
  /** First and last call, ISO 8601 in UTC. */
  readonly from: string
  readonly to: string
  /** Requests of users; one may make several calls. */
  readonly requests: number
  readonly calls: number
  /** Calls that failed; null: the log has no column for it. */
  readonly failed: number | null
  /** Answered calls whose tokens nobody recorded: in no size below. */
  readonly without_tokens: number
  readonly input_tokens: Sizes | null
  readonly output_tokens: Sizes | null
  /** Calls of which a part came from the provider's prompt cache; null: the log does not say. */
  readonly cache: CacheUse | null
  /** How many requests made how many answered calls. */
  readonly steps: readonly { readonly steps: number; readonly requests: number }[]
  /** Failed calls that were answered when asked again; null: the log does not say which calls failed. */
  readonly retries: { readonly answered: number; readonly retried: number; readonly billed: number } | null
  readonly latency_ms: { readonly p50: number; readonly p95: number } | null
  readonly models: readonly ModelUsage[]
}

export type ModelUsage = {
  /** `provider/model` where the log tells the provider. */
  readonly model: string
  readonly api_versions: readonly string[]
  readonly calls: number
  readonly input_tokens: Sizes | null
  readonly output_tokens: Sizes | null
  readonly cache: CacheUse | null
  /** All calls by how much they send: small < 1,000 tokens ≤ medium < 8,000 ≤ large < 32,000 ≤ huge. */
  readonly kinds: readonly KindUsage[]
}

export type CacheUse = { readonly calls: number; readonly hits: number; readonly read_share: number }

/** Of one call. Quantiles are at most 1 % off; `up_to` doubles from 64 on. */
export type Sizes = {
  readonly mean: number
  readonly p5: number
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly histogram: readonly { readonly up_to: number; readonly calls: number }[]
}

export type SizeClass = 'small' | 'medium' | 'large' | 'huge'

/** Sums of tokens. */
export type KindUsage = {
  readonly size: SizeClass
  readonly calls: number
  readonly input_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
  readonly output_tokens: number
}
