import type { BenchmarkFlag, BenchmarkPoint, Hardware, Percentiles } from '../../model/benchmark.ts'

/** One load as a tool states it, in our units and words, before any check. Null is what it does not say. */
export type Run = {
  readonly tool: string
  /** Where the file states it; null where one file is one run. */
  readonly line: number | null
  readonly model: string | null
  readonly precision: string | null
  readonly engine: string | null
  readonly hardware: Hardware | null
  /** What was sent: runs of different data are no ladder. */
  readonly dataset: string | null
  readonly ranAt: string | null
  readonly load: BenchmarkPoint['load']
  readonly seconds: number | null
  readonly succeeded: number | null
  readonly failed: number | null
  /** Mean of a request that succeeded. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** Per second over all accelerators, as the tool states them. */
  readonly stated: {
    readonly requests: number | null
    readonly input: number | null
    readonly output: number | null
    readonly total: number | null
  }
  /** Milliseconds. */
  readonly ttft: Spread
  readonly tpot: Spread
  readonly endToEnd: Spread
  /**
   * What the tool calls time per output token: ours, as far as is known, or end to end ÷ n, which is not used.
   * `defined`: our own record, of each request; a check by medians of requests of many lengths would be worse.
   */
  readonly perToken: 'after-first' | 'all-tokens' | 'defined'
  readonly goodput: number | null
  readonly averageWatt: number | null
  readonly flags: readonly BenchmarkFlag[]
}

export type Spread = Percentiles & { readonly mean: number | null }

export const UNKNOWN: Spread = { mean: null, p50: null, p95: null, p99: null }

/** What an adapter found, and nothing for the rest. */
export const runOf = (found: Partial<Run> & Pick<Run, 'tool'>): Run => ({
  line: null,
  model: null,
  precision: null,
  engine: null,
  hardware: null,
  dataset: null,
  ranAt: null,
  load: { kind: 'offline', value: null },
  seconds: null,
  succeeded: null,
  failed: null,
  inputTokens: null,
  outputTokens: null,
  ttft: UNKNOWN,
  tpot: UNKNOWN,
  endToEnd: UNKNOWN,
  perToken: 'after-first',
  goodput: null,
  averageWatt: null,
  flags: [],
  ...found,
  stated: { requests: null, input: null, output: null, total: null, ...found.stated },
})
