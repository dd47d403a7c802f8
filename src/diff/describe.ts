import type { World } from '../estimate/world.ts'
import type { Place } from '../model/evidence.ts'
import type { CapacityFact } from '../model/fact.ts'
import type { Quantity } from '../model/quantity.ts'
import type { Call, Capacity, Workload } from '../model/workload.ts'
import { callWords, changeWords, type CallKind } from './call-words.ts'
import { changedFields } from './changed-fields.ts'
import { DRIVER_KINDS, type DriverKind } from './driver.ts'
import { firstDifference } from './first-difference.ts'
import { hybrid } from './hybrid.ts'
import { pair } from './pair.ts'
import { number } from './quantity-words.ts'
import { same } from './same.ts'

export type Described = { readonly from: string; readonly to: string; readonly at: readonly Place[] }
type Pair = { readonly base: Workload; readonly head: Workload; readonly world: World }

/** A cause in words: what it was, what it is, and where it is written at head. */
export function describe(kind: DriverKind, { base, head, world }: Pair): Described {
  if (kind === 'traffic')
    return {
      from: traffic(base.traffic?.expected),
      to: traffic(head.traffic?.expected),
      at: places([head.traffic?.at]),
    }
  if (kind === 'capacity') return describeCapacity(base.capacity, head.capacity, head)
  return describeCalls(kind, { base, head, world })
}

/** Of the first call that tells. A call that only one side has comes and goes with `calls`. */
function describeCalls(kind: CallKind, { base, head, world }: Pair): Described {
  for (const [before, after] of pair(base.calls, head.calls, call => call.id)) {
    if (before !== null && after !== null) {
      const [from, to] = changeWords(kind, [before, after], world)
      if (from !== to) return { from, to, at: [PLACES[kind](after, before) ?? after.at] }
    } else if (kind === 'calls') {
      const words = (call: Call | null) => (call === null ? 'none' : callWords(kind, call, world))
      const at = after === null ? places([head.calls[0]?.at]) : [PLACES[kind](after, undefined) ?? after.at]
      return { from: words(before), to: words(after), at }
    }
  }
  return describeFields(kind, { base, head, world })
}

/** What the usual words leave out: the fields that this cause alone changes. */
function describeFields(kind: CallKind, { base, head, world }: Pair): Described {
  const others = new Set(DRIVER_KINDS.filter(other => other !== kind))
  const ends = [
    [base, hybrid(base, head, new Set([kind]))],
    [hybrid(base, head, others), head],
  ] as const
  for (const [without, having] of ends)
    for (const [before, after] of pair(without.calls, having.calls, call => call.id)) {
      if (before === null || after === null || same(before, after)) continue
      const [from, to] = changedFields(before, after)
      const words = callWords(kind, after, world)
      if (from !== to)
        return {
          from: `${words}, ${from}`,
          to: `${words}, ${to}`,
          at: [PLACES[kind](after, before) ?? after.at],
        }
    }
  return { from: 'none', to: 'none', at: places([head.calls[0]?.at]) }
}

const traffic = (n: number | undefined) =>
  n === undefined ? 'not declared' : `${number(n)} requests a month`

const places = (candidates: readonly (Place | null | undefined)[]) =>
  candidates.filter(place => place != null)

type PlaceOf = (after: Call, before: Call | undefined) => Place | null | undefined

const target: PlaceOf = ({ route }, before) => {
  const old = new Set(before?.route.targets.map(({ model }) => model))
  return (route.targets.find(({ model }) => !old.has(model)) ?? route.targets[0])?.at
}

/** Where a reviewer should look. */
const PLACES: Readonly<Record<CallKind, PlaceOf>> = {
  model: target,
  price: target,
  routing: ({ route }, before) =>
    changedRate([[before?.route.escalation?.rate, route.escalation?.rate]]) ?? route.at,
  retries: ({ retries, route }, before) =>
    changedRate([
      [before?.retries.retryRate, retries.retryRate],
      [before?.retries.fallbackRate, retries.fallbackRate],
    ]) ?? route.at,
  prompt: ({ prompt }, before) => firstDifference(before?.prompt ?? null, prompt),
  caching: ({ caching, prompt }, before) =>
    changedRate([
      [before?.caching.hitRate, caching.hitRate],
      [before?.caching.response?.hitRate, caching.response?.hitRate],
    ]) ?? firstDifference(before?.prompt ?? null, prompt),
  output: ({ output }) => output.tokens.at,
  calls: ({ repetition }) => repetition.loop?.at ?? repetition.perRequest.at,
  context: ({ context }) => context.chunks?.at ?? context.history?.at ?? context.growth?.at,
  retrieval: ({ retrieval }) => retrieval?.at,
}

type Rate = Quantity | null | undefined

/** Where the first rate that is another is declared; at base where head no longer declares it. */
function changedRate(rates: readonly (readonly [Rate, Rate])[]): Place | null {
  const [old, current] = rates.find(([base, head]) => base?.expected !== head?.expected) ?? []
  return current?.at ?? old?.at ?? null
}

function describeCapacity(
  base: readonly Capacity[],
  head: readonly Capacity[],
  { at, benchmarks }: Workload,
): Described {
  const changed = head.find(
    (_, index) => unitsOf(head.slice(index, index + 1)) !== unitsOf(base.slice(index, index + 1)),
  )
  // The same machines, of which the workload takes another part: what they carry was measured again.
  if (unitsOf(base) === unitsOf(head) && partsOf(base) !== partsOf(head))
    return { from: partsOf(base), to: partsOf(head), at: places([benchmarks[0]?.at ?? at]) }
  const old = base.find(({ fact }) => fact.id === changed?.fact.id)?.fact
  const place =
    changed === undefined ? at : changed.fact.sku === old?.sku ? changed.fact.unitsAt : changed.fact.skuAt
  return { from: unitsOf(base), to: unitsOf(head), at: [place] }
}

const unitsOf = (parts: readonly Capacity[]) =>
  parts
    .map(({ fact }) => `${countOf(fact)} × ${fact.sku ?? fact.accelerator?.name ?? 'unknown'}`)
    .join(', ') || 'none'

function countOf({ units }: CapacityFact): string {
  if (units === null) return '?'
  const { low, expected, high } = units
  return low === high ? number(expected) : `${number(expected)} (${number(low)} … ${number(high)})`
}

const partsOf = (parts: readonly Capacity[]) =>
  parts.map(part => `${number(part.part * 100)} % of ${unitsOf([part])}`).join(', ')
