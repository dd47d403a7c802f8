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
  /** The parts of the expected cost; they add up to it. */
  readonly components: readonly Component[]
}

export type Metrics = {
  /** Output tokens ÷ all tokens. */
  readonly tokenEfficiency: number | null
  readonly effectiveUsdPerMtok: number | null
  readonly cacheHitRate: number | null
  readonly fallbackRate: number | null
  readonly utilization: number | null
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
