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
  /** Null: no traffic, or nothing says what the machines can carry. */
  readonly load: Load | null
  readonly crossover: Crossover | null
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
}

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
