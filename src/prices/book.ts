import type { Deployment } from '../model/fact.ts'
import type { UsdPerHour, UsdPerMillionTokens, UsdPerRequest } from '../units.ts'

/**
 * The one place that knows what things cost. Both sides of a change are priced from the same book at the
 * same date. Exact ids and aliases only: a model that merely starts like a known one has no price.
 */
export type PriceBook = {
  readonly model: (query: ModelQuery) => Lookup<ModelPrice>
  readonly capacity: (query: CapacityQuery) => Lookup<CapacityPrice>
  /** One accelerator of a machine that is not named; `sku` is the machine that was taken. */
  readonly accelerator: (query: AcceleratorQuery) => Lookup<CapacityPrice & { readonly sku: string }>
  /** What an accelerator can do at most; null: not known. */
  readonly hardware: (name: string) => Hardware | null
  /** USD per search of a reranking model. */
  readonly rerank: (model: string) => Lookup<{ readonly perSearch: UsdPerRequest } & Sourced>
  /** The newest `as_of` of the data, YYYY-MM-DD. */
  readonly asOf: string
  /** True when the data is more than 45 days older than the date that is priced for. */
  readonly stale: boolean
}

export type ModelQuery = {
  readonly model: string
  readonly deployment: Deployment
  readonly region: string | null
}

export type CapacityQuery = {
  readonly provider: string
  readonly sku: string
  readonly region: string | null
  readonly pricing: 'on_demand' | 'spot'
  /** Provisioned throughput: `global`, `data_zone`, `regional`. */
  readonly offer: string | null
}

export type AcceleratorQuery = Pick<CapacityQuery, 'provider' | 'region' | 'pricing'> & {
  /** `L4`, `nvidia-h100-80gb` */
  readonly accelerator: string
}

/** Peaks of one accelerator, dense (without sparsity); decimal GB as marketed. */
export type Hardware = Sourced & {
  readonly name: string
  readonly memoryGb: number
  readonly bandwidthGbPerSecond: number
  /** 10^12 operations per second by width of the numbers; null: no such units, or not known. */
  readonly denseTflops: {
    readonly bits16: number | null
    readonly bits8: number | null
    readonly bits4: number | null
  }
  readonly powerWatt: number | null
  /** False: partly from memory, so nothing may be blocked for it. */
  readonly isSure: boolean
}

export type Lookup<Found> =
  | ({ readonly kind: 'found' } & Found)
  /** `reason` is a whole clause for people: `no price for openai/gpt-9 in the price book of 2026-09-23`. */
  | { readonly kind: 'missing'; readonly reason: string; readonly suggestions: readonly string[] }

export type Sourced = {
  /** Where the price is from: `genai-prices 0.1.8`, `.unitcost/prices.json:4`. */
  readonly source: string
  /** YYYY-MM-DD, or `unknown`. */
  readonly asOf: string
}

export type ModelPrice = Sourced & {
  /** The canonical id: `openai/gpt-4o`. */
  readonly id: string
  /** Ascending by `above`, the first one 0. The whole call takes the tier of its own input. */
  readonly tiers: readonly PriceTier[]
  /** Below this many tokens a prefix is not cached by the provider. */
  readonly minimumPrefix: number
  /** Above the minimum, prefixes are cached in whole steps of this many tokens. */
  readonly prefixStep: number
  readonly contextWindow: number | null
  /** When the provider retires it, YYYY-MM-DD; null: no day is known. */
  readonly retires: ({ readonly on: string } & Sourced) | null
}

export type PriceTier = {
  /** The tier holds for calls with more than this many input tokens. */
  readonly above: number
  readonly input: UsdPerMillionTokens
  readonly output: UsdPerMillionTokens
  /** Null: the provider has no such price, so these tokens cost what input costs. */
  readonly cacheRead: UsdPerMillionTokens | null
  readonly cacheWrite: UsdPerMillionTokens | null
}

export type CapacityPrice = Sourced & {
  readonly perUnitHour: UsdPerHour
  /** Accelerators in one unit; null where that means nothing (provisioned units). */
  readonly gpus: number | null
  readonly gpu: string | null
  /** The region that the price is for, and whether we had to assume it. */
  readonly region: string | null
  readonly regionAssumed: boolean
  /** Doubts that must be shown with the number. */
  readonly note: string | null
}
