import { weakest } from '../model/evidence.ts'
import type { CapacityFact } from '../model/fact.ts'
import type { Band, Range } from '../model/quantity.ts'
import type { Capacity } from '../model/workload.ts'
import type { CapacityPrice } from '../prices/book.ts'
import { capacityPerMonth, HOURS_PER_MONTH, scale, usdPerMonth, type UsdPerMonth } from '../units.ts'
import type { Component } from './estimate.ts'
import { unitPrice } from './unit-price.ts'
import type { World } from './world.ts'

export type CapacityCost = {
  readonly perMonth: Range<UsdPerMonth>
  readonly components: readonly Component[]
  readonly unpriced: readonly string[]
  /** What serves, for its throughput; null where it has no accelerators or no price. */
  readonly accelerators: Accelerators | null
}

export type Accelerators = { readonly name: string; readonly count: Range }

/** units × price × 730, for floor, declared and ceiling; a shared resource counts by its part. */
export function capacityCost(capacity: Capacity, world: World): CapacityCost {
  const { fact, part, basis } = capacity
  if (fact.resource === 'quota') return FREE
  const reason = whyUnpriced(fact)
  if (reason !== null || fact.units === null) return unpriced(`${fact.id}: ${reason ?? NO_COUNT}`)
  const found = unitPrice(fact, world)
  if (found.kind === 'missing') return unpriced(`${fact.id}: ${found.reason}`)
  const { price, machine, isGuess } = found
  const units = unitsLeft(capacity, fact.units, price.gpus)
  const cost = (count: number) => scale(capacityPerMonth(count, price.perUnitHour), part)
  const perMonth = { low: cost(units.low), expected: cost(units.expected), high: cost(units.high) }
  const isAssumed = isGuess || price.regionAssumed || fact.assumed.length > 0
  const component: Component = {
    call: fact.id,
    target: targetWords(fact, machine, price),
    meter: fact.resource === 'accelerators' ? 'accelerator_hours' : 'unit_hours',
    quantity: units.expected * part * HOURS_PER_MONTH,
    unitPrice: price.perUnitHour,
    perRequest: null,
    perMonth: perMonth.expected,
    basis: weakest([basis, isAssumed ? 'assumed' : 'declared']),
    at: fact.unitsAt,
    source: price.source,
    asOf: price.asOf,
    notes: [...fact.assumed, ...(price.note === null ? [] : [price.note])],
  }
  return { perMonth, components: [component], unpriced: [], accelerators: acceleratorsOf(units, part, price) }
}

const NOTHING = usdPerMonth(0)
const NO_COST = { low: NOTHING, expected: NOTHING, high: NOTHING }

/** A limit is no cost: what goes through it is billed by the token. */
const FREE: CapacityCost = { perMonth: NO_COST, components: [], unpriced: [], accelerators: null }

const NO_COUNT = 'the file does not say how many'

function whyUnpriced({ unresolved, resource, lifetime }: CapacityFact): string | null {
  if (unresolved !== null) return unresolved
  if (resource === 'per-use') return 'it is paid by use, and the price of a use is not in the price book'
  return lifetime === 'job' ? 'it runs and ends; declare what it costs as `one_off` in unitcost.yml' : null
}

/** Machines minus what pods take on them that other workloads pay for; never below none. */
function unitsLeft({ carries }: Capacity, units: Range, perMachine: number | null): Range {
  const left = (band: Band) => {
    const taken = carries.reduce((sum, pod) => sum + (pod.units?.[band] ?? 0), 0)
    return Math.max(0, units[band] - taken / (perMachine ?? 1))
  }
  return { low: left('low'), expected: left('expected'), high: left('high') }
}

function acceleratorsOf(units: Range, part: number, { gpu, gpus }: CapacityPrice): Accelerators | null {
  if (gpu === null || gpus === null) return null
  const of = (count: number) => count * gpus * part
  return { name: gpu, count: { low: of(units.low), expected: of(units.expected), high: of(units.high) } }
}

function targetWords({ provider, pricing }: CapacityFact, machine: string, price: CapacityPrice): string {
  const where = `${price.region ?? ''}${price.regionAssumed ? ' (assumed)' : ''}`
  return [provider, machine, where, pricing === 'spot' ? 'spot' : ''].filter(Boolean).join(' ')
}

const unpriced = (reason: string): CapacityCost => ({
  perMonth: NO_COST,
  components: [],
  unpriced: [reason],
  accelerators: null,
})

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
