import type { World } from '../estimate/world.ts'
import type { Place } from '../model/evidence.ts'
import type { Call, Capacity, Workload } from '../model/workload.ts'
import { callWords } from './call-words.ts'
import type { DriverKind } from './driver.ts'
import { firstDifference } from './first-difference.ts'
import { number } from './quantity-words.ts'

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
  for (const call of head.calls) {
    const before = base.calls.find(other => other.id === call.id)
    const [from, to] = callWords(kind, before, { call, world })
    if (from !== to) return { from, to, at: places([placeOf(kind, before, call)]) }
  }
  const removed = base.calls.find(call => head.calls.every(other => other.id !== call.id))
  const [, from] = removed === undefined ? ['', 'none'] : callWords(kind, undefined, { call: removed, world })
  return { from, to: 'none', at: places([head.calls[0]?.at]) }
}

const traffic = (n: number | undefined) =>
  n === undefined ? 'not declared' : `${number(n)} requests a month`

const places = (candidates: readonly (Place | null | undefined)[]) =>
  candidates.filter(place => place != null)

function placeOf(kind: DriverKind, before: Call | undefined, after: Call): Place | null {
  switch (kind) {
    case 'model':
    case 'price': {
      const old = new Set(before?.route.targets.map(target => target.model))
      return (
        (after.route.targets.find(target => !old.has(target.model)) ?? after.route.targets[0])?.at ?? after.at
      )
    }
    case 'routing':
    case 'retries':
      return after.route.at
    case 'prompt':
    case 'caching':
      return kind === 'caching' && after.caching.hitRate?.at && before?.prompt === after.prompt
        ? after.caching.hitRate.at
        : firstDifference(before?.prompt ?? null, after.prompt)
    case 'output':
      return after.output.tokens.at ?? after.at
    case 'calls':
      return after.repetition.loop?.at ?? after.repetition.perRequest.at ?? after.at
    case 'context':
      return after.context.chunks?.at ?? after.context.history?.at ?? after.context.growth?.at ?? after.at
    case 'retrieval':
      return after.retrieval?.at ?? after.at
    case 'capacity':
    case 'traffic':
      return after.at
  }
}

function describeCapacity(base: readonly Capacity[], head: readonly Capacity[], { at }: Workload): Described {
  const words = (parts: readonly Capacity[]) =>
    parts
      .map(
        ({ fact }) => `${fact.units === null ? '?' : number(fact.units.expected)} × ${fact.sku ?? 'unknown'}`,
      )
      .join(', ') || 'none'
  const changed = head.find(
    (_, index) => words(head.slice(index, index + 1)) !== words(base.slice(index, index + 1)),
  )
  const old = base.find(({ fact }) => fact.id === changed?.fact.id)?.fact
  const place =
    changed === undefined ? at : changed.fact.sku === old?.sku ? changed.fact.unitsAt : changed.fact.skuAt
  return { from: words(base), to: words(head), at: [place] }
}
