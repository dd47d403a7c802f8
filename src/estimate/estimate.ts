import type { BenchmarkFlag } from '../model/benchmark.ts'
import type { Basis, Place } from '../model/evidence.ts'
import type { Range } from '../model/quantity.ts'
import type { UsdPerMonth, UsdPerRequest } from '../units.ts'

/** What a workload costs. All costs are null when any part of it has no price: `unpriced` then says why. */
export type Estimate = {
  readonly perRequest: Range<UsdPerRequest> | null
  readonly perMonth: Range<UsdPerMonth> | null
  readonly perSolvedTask: Range<UsdPerRequest> | null
  readonly perOutcome: Range<UsdPerRequest> | null
  readonly unpriced: readonly string[]
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number }
  readonly metrics: Metrics
  /** Null: no capacity of its own. */
  readonly serving: Serving | null
  /** The parts of the expected cost; they add up to it. */
  readonly components: readonly Component[]
}

export type Metrics = {
  /** Output tokens ÷ all tokens. */
  readonly tokenEfficiency: number | null
  readonly effectiveUsdPerMtok: number | null
  readonly cacheHitRate: number | null
  readonly fallbackRate: number | null
  /** Used part of the capacity that is paid for; above 1: the traffic does not fit. */
  readonly utilization: number | null
}

/** What capacity of a workload carries, next to what it is paid for. */
export type Serving = {
  /** What is paid: at the floor, as declared, at the ceiling of its autoscaling. */
  readonly perMonth: Range<UsdPerMonth>
  /** USD per million tokens that are served, input and output together; idle time is paid too. */
  readonly effectiveUsdPerMtok: number | null
  /** The same bill apart: input and output tokens that are served. Null: nothing is served. */
  readonly split: Split | null
  /** Null: no traffic, or nothing says what the machines can carry. */
  readonly load: Load | null
  /** Why benchmarks of the model do not count, for people; empty where one does. */
  readonly unused: readonly string[]
  readonly crossover: Crossover | null
}

export type Split = {
  readonly inputUsdPerMtok: number
  readonly outputUsdPerMtok: number
  /** How many input tokens an output token counts: as the API beside prices them, else the usual 4. */
  readonly outputWeight: number
}

export type Load = {
  /** Used part: below it only where the throughput is a bound (`assumed`), above 1 where it does not fit. */
  readonly utilization: number
  /** 1 − utilization, never below 0. */
  readonly idleShare: number
  /** Output tokens per second of all machines inside the latency target, at the load that was measured. */
  readonly outputTokensPerSecond: number | null
  /** `measured`: a benchmark. `assumed`: the most that the hardware allows, so the real share is higher. */
  readonly basis: Basis
  readonly at: Place | null
  /** For people: `vllm bench serve on 1 × H100`, `the most that 4 × L4 can compute`. */
  readonly source: string
  /** The measured load that it rests on, as all machines together carry it; null: a bound. */
  readonly point: LoadPoint | null
}

export type LoadPoint = {
  readonly requestsPerSecond: number
  readonly inputTokensPerSecond: number
  readonly outputTokensPerSecond: number
  readonly ttftP95Ms: number | null
  readonly tpotP95Ms: number | null
  readonly limitedBy: Limit
  /** A request of this workload if the machines were always used as far as this load; null: nobody comes. */
  readonly usdPerRequestAtFullUse: UsdPerRequest | null
  /** Null: power was not measured. */
  readonly joulesPerOutputToken: number | null
}

/** Why no more is taken: the next load breaks a target or is flagged, or none was measured. */
export type Limit = 'ttft_p95' | 'tpot_p95' | 'highest_load' | BenchmarkFlag

/** From how many requests a month own capacity is cheaper than an API that is a target of the same workload. */
export type Crossover = {
  readonly model: string
  readonly usdPerRequest: UsdPerRequest
  readonly requestsPerMonth: number
  /** Whether the machines can carry that many; null: nobody measured. */
  readonly reachable: boolean | null
  /** What the figure leaves out: `operations`, `network egress`. */
  readonly leavesOut: readonly string[]
}

export type Component = {
  readonly call: string
  readonly target: string
  readonly meter: Meter
  readonly quantity: number
  readonly unitPrice: number
  readonly perRequest: UsdPerRequest | null
  readonly perMonth: UsdPerMonth | null
  readonly basis: Basis
  readonly at: Place | null
  readonly source: string
  readonly asOf: string
  /** What must be known with the number: a value that an environment may override, a doubt about the price. */
  readonly notes: readonly string[]
}

export type Meter =
  | 'input'
  | 'cache_read'
  | 'cache_write'
  | 'output'
  | 'lookup'
  | 'embedding'
  | 'rerank'
  | 'store'
  | 'unit_hours'
  | 'accelerator_hours'
  | 'overhead'
  | 'one_off'
