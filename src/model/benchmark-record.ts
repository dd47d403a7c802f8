import type { BenchmarkFlag, BenchmarkPoint } from './benchmark.ts'

/** Where records lie that a workload rests on. */
export const BENCHMARK_FOLDER = '.unitcost/benchmarks/'

/**
 * The file of a benchmark, as `unitcost bench` writes it and as every other tool's file becomes: measurements
 * and identity, never dollars, host names or prompts. Null is "not recorded".
 */
export type BenchmarkRecord = {
  readonly schema: 'unitcost.gpu-bench/v1'
  readonly tool: {
    readonly name: string
    readonly version: string | null
    /** Of the file that it was made from, in hex; null where it was measured by the tool itself. */
    readonly file_sha256: string | null
  }
  /** ISO 8601 in UTC. */
  readonly ran_at: string | null
  readonly model: {
    readonly id: string | null
    readonly revision: string | null
    readonly precision: string | null
  }
  readonly engine: {
    readonly name: string | null
    readonly version: string | null
    readonly image_digest: string | null
    readonly args_hash: string | null
  }
  readonly hardware: RecordHardware | null
  /** The load ladder, lightest first. */
  readonly points: readonly RecordPoint[]
  readonly repeats: readonly RecordRepeat[]
  readonly git: { readonly sha: string | null; readonly base_sha: string | null } | null
}

export type RecordHardware = {
  readonly vendor: 'nvidia' | 'amd' | 'other'
  /** As the device calls itself: `NVIDIA H100 80GB HBM3`. */
  readonly sku: string
  readonly count: number
  readonly source: 'nvidia-smi' | 'amd-smi' | 'declared'
  readonly power_limit_w: number | null
}

export type RecordPoint = {
  readonly load: BenchmarkPoint['load'] & {
    /** 1: Poisson arrivals; null: evenly spaced, or not open loop. */
    readonly burstiness: number | null
    readonly isl_mean: number | null
    readonly osl_mean: number | null
  }
  readonly window: {
    readonly start: string | null
    readonly end: string | null
    readonly duration_s: number | null
    readonly warmup_s: number | null
  }
  readonly counts: {
    readonly ok: number | null
    readonly failed: number | null
    readonly in_tokens: number | null
    readonly out_tokens: number | null
  }
  readonly rate: {
    readonly req_s: number | null
    readonly in_tok_s: number | null
    readonly out_tok_s: number | null
  }
  readonly latency_ms: {
    readonly ttft: RecordPercentiles
    /** (end to end − first token) ÷ (n − 1) of each request. */
    readonly tpot: RecordPercentiles
    readonly e2e: RecordPercentiles
  }
  readonly goodput_req_s: number | null
  readonly power: {
    /** Of all accelerators together. */
    readonly avg_w: number
    readonly energy_j: number | null
    readonly valid: boolean
  } | null
  readonly flags: readonly BenchmarkFlag[]
}

export type RecordPercentiles = {
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

export type RecordRepeat = {
  /** Index into `points`. */
  readonly point: number
  readonly req_s: number
  readonly out_tok_s: number
  readonly ttft_p95_ms: number | null
  readonly tpot_p95_ms: number | null
}
