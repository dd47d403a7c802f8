import type { Place } from '../model/evidence.ts'

/** A cause of a difference. Fixed order: the one in which equal drivers are shown. */
export const DRIVER_KINDS = [
  'model',
  'routing',
  'retries',
  'prompt',
  'context',
  'retrieval',
  'output',
  'calls',
  'caching',
  'capacity',
  'traffic',
  'price',
] as const

export type DriverKind = (typeof DRIVER_KINDS)[number]

/** What one cause adds (or saves): USD per request, expected and high, and USD per month; null where unknown. */
export type Driver = {
  readonly kind: DriverKind
  readonly perRequest: number | null
  readonly perRequestHigh: number | null
  readonly perMonth: number | null
  readonly from: string
  readonly to: string
  readonly at: readonly Place[]
}
