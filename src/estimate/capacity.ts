import { weakest } from '../model/evidence.ts'
import type { Range } from '../model/quantity.ts'
import type { Capacity } from '../model/workload.ts'
import { whyMissing } from '../prices/missing.ts'
import {
  capacityPerMonth,
  HOURS_PER_MONTH,
  scale,
  usdPerMonth,
  type RequestsPerMonth,
  type UsdPerHour,
  type UsdPerMonth,
} from '../units.ts'
import type { Component } from './estimate.ts'
import type { World } from './world.ts'

export type CapacityCost = {
  readonly perMonth: Range<UsdPerMonth>
  readonly components: readonly Component[]
  readonly unpriced: readonly string[]
}

/** units × price × 730, for floor, declared and ceiling; a shared resource counts by its part. */
export function capacityCost({ fact, part, basis }: Capacity, world: World): CapacityCost {
  if (fact.unresolved !== null || fact.sku === null || fact.units === null)
    return unpriced(`${fact.id}: ${fact.unresolved ?? 'the file does not say what or how many'}`)
  const { provider, sku, region, pricing, offer } = fact
  const price = world.book.capacity({ provider, sku, region, pricing, offer })
  if (price.kind === 'missing') return unpriced(`${fact.id}: ${whyMissing(price)}`)
  const cost = (units: number) => scale(capacityPerMonth(units, price.perUnitHour), part)
  const { low, expected, high } = fact.units
  const perMonth = { low: cost(low), expected: cost(expected), high: cost(high) }
  const where = `${price.region ?? ''}${price.regionAssumed ? ' (assumed)' : ''}`
  const component: Component = {
    call: fact.id,
    target: [provider, sku, where, pricing === 'spot' ? 'spot' : ''].filter(Boolean).join(' '),
    meter: 'unit_hours',
    quantity: expected * part * HOURS_PER_MONTH,
    unitPrice: price.perUnitHour,
    perRequest: null,
    perMonth: perMonth.expected,
    basis: weakest([basis, price.regionAssumed ? 'assumed' : 'declared']),
    at: fact.unitsAt,
    source: price.source,
    asOf: price.asOf,
  }
  return { perMonth, components: [component], unpriced: [] }
}

function unpriced(reason: string): CapacityCost {
  const nothing = usdPerMonth(0)
  return { perMonth: { low: nothing, expected: nothing, high: nothing }, components: [], unpriced: [reason] }
}

/**
 * Replicas that carry the peak: ceil(mean × peak-to-mean ÷ (throughput × target load)).
 * @param load tokens per second on average and at best per replica inside the latency target; shares of them
 */
export const replicasAtPeak = (load: {
  readonly meanTokensPerSecond: number
  readonly peakToMean: number
  readonly tokensPerSecondWithinSlo: number
  readonly targetLoad: number
}) =>
  Math.ceil((load.meanTokensPerSecond * load.peakToMean) / (load.tokensPerSecondWithinSlo * load.targetLoad))

/** Tokens served ÷ tokens that could be served: the part of paid time that is used, 0 … 1 and above when overloaded. */
export const utilization = (served: {
  readonly requests: RequestsPerMonth
  readonly tokensPerRequest: number
  readonly tokensPerSecondWithinSlo: number
  readonly replicas: number
}) =>
  (served.requests * served.tokensPerRequest) /
  (served.tokensPerSecondWithinSlo * served.replicas * HOURS_PER_MONTH * 3600)

/** USD per million tokens at full load: price ÷ (tokens per second × 3600) × 1e6. */
export const usdPerMtokAtFullLoad = (price: UsdPerHour, tokensPerSecond: number) =>
  (price / (tokensPerSecond * 3600)) * 1e6

/**
 * Requests a month from which owned capacity is cheaper than the API: (capacity + overhead) ÷ API cost per
 * request. It only counts when that many requests fit.
 */
export function crossover(terms: {
  readonly capacityPerMonth: number
  readonly overheadPerMonth: number
  readonly apiPerRequest: number
  readonly capacityRequests: number | null
}): { readonly requests: number; readonly reachable: boolean | null } {
  const requests = (terms.capacityPerMonth + terms.overheadPerMonth) / terms.apiPerRequest
  return { requests, reachable: terms.capacityRequests === null ? null : requests <= terms.capacityRequests }
}

/** A bill split by use (GPU-seconds, else tokens); what nobody used is its own row, and the rows add up to the bill. */
export function splitByUse(bill: number, used: readonly number[], available: number) {
  const all = Math.max(
    available,
    used.reduce((sum, use) => sum + use, 0),
  )
  const shares = used.map(use => (all === 0 ? 0 : (bill * use) / all))
  return { shares, idle: bill - shares.reduce((sum, part) => sum + part, 0) }
}
