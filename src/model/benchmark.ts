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
  /** How long it held the accelerators: from its first request to its last answer, warm-up included. */
  readonly heldSeconds: number | null
  readonly points: readonly BenchmarkPoint[]
  /** The same load measured again: what the noise of a comparison is judged by. */
  readonly repeats: readonly Repeat[]
}

export type Repeat = {
  /** Index of the load in `points`. */
  readonly point: number
  readonly requestsPerSecond: number
  readonly outputTokensPerSecond: number
  readonly ttftP95Ms: number | null
  readonly tpotP95Ms: number | null
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
  /** Of all accelerators together inside the measured window; null: not measured, or not usable. */
  readonly averageWatt: number | null
  /** Why it is shown and does not gate. */
  readonly flags: readonly BenchmarkFlag[]
}

export type Percentiles = {
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

/**
 * `saturated`: it did not keep up with the offered rate. `needs_ladder`: nor did this one, but the run was so
 * short that its last answers may be why, and no lower load tells. `client_bound`: the load generator was the
 * bottleneck. `identity_mismatch`: rates, counts and duration contradict each other. `implausible`: above the
 * roofline of the hardware. `prefix_cache_suspected`: more input than it can compute. `failed`: too many errors.
 * `partial`: stopped before its end. `tokens_estimated`: the server counts no tokens, its chunks were counted.
 */
export const BENCHMARK_FLAGS = [
  'saturated',
  'needs_ladder',
  'client_bound',
  'implausible',
  'identity_mismatch',
  'prefix_cache_suspected',
  'failed',
  'partial',
  'tokens_estimated',
] as const

export type BenchmarkFlag = (typeof BENCHMARK_FLAGS)[number]
