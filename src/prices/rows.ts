import type { DetailsFile } from './details.ts'
import type { AcceleratorFile } from './hardware.ts'
import type { More } from './meters.ts'

/**
 * The shapes of the files in `pricing/`. Every row has a date and a source; prices are USD per million
 * tokens, USD per hour, or USD per 1,000 searches. See `pricing/README.md`.
 */
export type PriceFiles = {
  readonly snapshot: Snapshot
  readonly overrides: Overrides
  readonly capacity: CapacityFile
  readonly hardware: AcceleratorFile
  readonly details: DetailsFile
}

export type Snapshot = {
  readonly as_of: string
  readonly source: string
  readonly models: readonly SnapshotRow[]
}

export type SnapshotRow = Cited & {
  readonly provider: string
  readonly id: string
  /** Other exact ids of the same model. */
  readonly aliases: readonly string[]
  readonly context: number | null
  readonly deprecated: boolean
  readonly prices: readonly SnapshotPrice[]
}

/** One tier of one dated price. `effective_from` null: since the model exists. */
export type SnapshotPrice = {
  readonly effective_from: string | null
  /** The tier holds for calls with more than this many input tokens. */
  readonly above: number
  readonly input: number
  readonly output: number
  readonly cache_read: number | null
  /** For five minutes, where the provider sells several lifetimes. */
  readonly cache_write: number | null
  readonly more?: More
}

export type Overrides = {
  readonly prices: readonly OverrideRow[]
  readonly aliases: readonly (Cited & {
    readonly provider: string
    readonly alias: string
    readonly id: string
  })[]
  readonly rerank: readonly (Cited & { readonly model: string; readonly usd_per_1000_searches: number })[]
  readonly batch: readonly BatchRow[]
  readonly regions: readonly RegionRow[]
  readonly cache_minimums: readonly CacheMinimumRow[]
  readonly hosts: readonly HostsRow[]
}

export type OverrideRow = SnapshotPrice &
  Cited & {
    readonly provider: string
    readonly id: string
    readonly context: number | null
    readonly source_kind: 'provider_page' | 'agreement' | 'announcement'
    readonly note: string | null
  }

export type BatchRow = Cited & {
  readonly provider: string
  readonly multiplier: number
  /** For cache reads and writes, which some providers do not discount. */
  readonly cache_multiplier: number
}

export type RegionRow = Cited & {
  readonly provider: string
  /** How the id starts. */
  readonly family: string
  /** The regions that cost more; empty: every region but `global`. */
  readonly regions: readonly string[]
  readonly multiplier: number
}

export type CacheMinimumRow = Cited & {
  readonly provider: string
  /** How the id starts; the longest that fits counts. */
  readonly family: string
  readonly tokens: number
  /** Above the minimum only whole steps are cached; left out: token by token. */
  readonly step?: number
}

/** Models that a router sends to one of many hosts, each with its own price; the list has one of them. */
export type HostsRow = Cited & {
  readonly provider: string
  /** How the id starts. */
  readonly family: string
}

export type CapacityFile = { readonly capacity: readonly CapacityRow[] }

export type CapacityRow = Cited & {
  readonly provider: string
  readonly sku: string
  readonly offer: string | null
  /** Null: the price does not depend on the region. */
  readonly region: string | null
  readonly pricing: string
  /** Null: there is no list price; `note` says why. */
  readonly usd_per_hour: number | null
  readonly gpu: string | null
  readonly gpu_count: number | null
  readonly gpu_mem_gb: number | null
  readonly confidence: string
  readonly note: string | null
}

type Cited = {
  /** YYYY-MM-DD, sometimes shorter, or `unknown`. */
  readonly as_of: string
  readonly source: string
}
