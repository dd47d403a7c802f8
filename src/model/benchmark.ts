import type { Place } from './evidence.ts'

/**
 * What a GPU benchmark measured: throughput and latency of one model on one kind of hardware. Never dollars,
 * so that new prices re-price old runs. One fact for each configuration; its points are the load ladder.
 */
export type BenchmarkFact = {
  readonly kind: 'benchmark'
  /** The path, with `#n` where one file holds several. */
  readonly id: string
  readonly at: Place
  /** `vllm bench serve`, `guidellm`. */
  readonly tool: string
  /** As the server calls it: `meta-llama/Llama-3.1-8B-Instruct`; null where the file does not say. */
  readonly model: string | null
  readonly precision: string | null
  /** `vllm`, `sglang`. */
  readonly engine: string | null
  /** Null: not recorded, so there is no price. Never assumed to be one GPU. */
  readonly hardware: Hardware | null
  /** ISO 8601; null when the file does not say. */
  readonly ranAt: string | null
  /** The commit that was benchmarked. */
  readonly commit: string | null
  readonly points: readonly BenchmarkPoint[]
}

export type Hardware = {
  /** `H100 SXM`, `L4`: as normalized by the reader. */
  readonly name: string
  /** Accelerators that served together. */
  readonly count: number
  /** `measured`: read from the device (`nvidia-smi`). */
  readonly basis: 'measured' | 'declared'
}

/** One load. All times in milliseconds, all rates per second over all accelerators together. */
export type BenchmarkPoint = {
  /** `rate`: requests per second offered; `concurrency`: requests in flight; `offline`: as fast as it goes. */
  readonly load: { readonly kind: 'rate' | 'concurrency' | 'offline'; readonly value: number | null }
  readonly requestsPerSecond: number | null
  readonly inputTokensPerSecond: number | null
  readonly outputTokensPerSecond: number | null
  /** Mean tokens of a request. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly ttftMs: Percentiles
  /** Time per output token after the first: (end to end − first token) ÷ (n − 1), whatever the tool calls it. */
  readonly tpotMs: Percentiles
  readonly endToEndMs: Percentiles
  readonly succeeded: number | null
  readonly failed: number | null
  readonly durationSeconds: number | null
  /** Requests per second that met every limit of the run; null where none was set. */
  readonly goodputRequestsPerSecond: number | null
  /** Why it is shown and does not gate. */
  readonly flags: readonly BenchmarkFlag[]
}

export type Percentiles = {
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

/**
 * `client_bound`: the load generator was the bottleneck. `identity_mismatch`: rates, counts and duration
 * contradict each other. `implausible`: above the roofline of the hardware.
 */
export type BenchmarkFlag =
  | 'saturated'
  | 'client_bound'
  | 'implausible'
  | 'identity_mismatch'
  | 'prefix_cache_suspected'
  | 'failed'
