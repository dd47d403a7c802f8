import { originOf } from '../hcl/evaluate/outcome.ts'
import { firstUnknown, textOf } from '../template/made-of.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'

type Run = (values: readonly Value[], here: Origin) => Value

/** Longer lists come from a hostile template. */
const MOST = 10_000

/** Functions of lists and objects. An unknown part leaves unknown only what depends on it. */
export const COLLECTIONS: Readonly<Record<string, Run>> = {
  createarray: (items, origin) => ({ kind: 'list', items, origin }),
  createobject: (values, origin) => ({ kind: 'map', entries: new Map(pairs(values)), origin }),
  array: ([value], origin) =>
    value === undefined || value.kind === 'list' || value.kind === 'unknown'
      ? (value ?? { kind: 'list', items: [], origin })
      : { kind: 'list', items: [value], origin },
  length: sized(size => size),
  empty: sized(size => size === 0),
  contains,
  union,
  range,
  first: ([value], here) => at(value, 0, here),
  last: ([value], here) => at(value, -1, here),
  take: ([value, count], here) => part(value, here, size => [0, Math.min(size, numberOf(count))]),
  skip: ([value, count], here) => part(value, here, size => [numberOf(count), size]),
  flatten: ([value], here) => {
    const inner = value?.kind === 'list' ? value.items : []
    const items = inner.flatMap(item => (item.kind === 'list' ? item.items : [item]))
    return value?.kind === 'unknown' ? value : { kind: 'list', items, origin: here }
  },
  split: (values, here) => {
    const [value, separator] = values
    const items = (textOf(value) ?? '').split(textOf(separator) ?? ',').map(each => known(each, here))
    return firstUnknown(values) ?? { kind: 'list', items, origin: originOf(values, here) }
  },
  min: extreme(Math.min),
  max: extreme(Math.max),
  items: ([value], here) => {
    if (value?.kind !== 'map') return value ?? known(null, here)
    const items = [...value.entries].map(([key, item]): Value => ({
      kind: 'map',
      entries: new Map([
        ['key', known(key, item.origin)],
        ['value', item],
      ]),
      origin: item.origin,
    }))
    return { kind: 'list', items, origin: value.origin }
  },
  tryget: ([value, key], here) => {
    if (value === undefined || value.kind === 'unknown') return value ?? known(null, here)
    const name = textOf(key) ?? ''
    const found =
      value.kind === 'map'
        ? value.entries.get(name)
        : value.kind === 'list'
          ? value.items[Number(name)]
          : null
    return found ?? known(null, here)
  },
}

const numberOf = (value: Value | undefined): number => Number(textOf(value) ?? 0)

function pairs(values: readonly Value[]): readonly (readonly [string, Value])[] {
  return values.flatMap((key, index) => {
    const item = values[index + 1]
    return index % 2 === 0 && item !== undefined ? [[textOf(key) ?? '', item] as const] : []
  })
}

function sized(make: (size: number) => number | boolean): Run {
  return ([value], here) => {
    if (value === undefined || value.kind === 'unknown') return value ?? known(make(0), here)
    const size =
      value.kind === 'list'
        ? value.items.length
        : value.kind === 'map'
          ? value.entries.size
          : (textOf(value) ?? '').length
    return known(make(size), originOf([value], here))
  }
}

function contains(values: readonly Value[], here: Origin): Value {
  const [value, wanted] = values
  const unread = firstUnknown(values)
  if (unread !== null) return unread
  const name = (textOf(wanted) ?? '').toLowerCase()
  const same = (other: string | null) => other?.toLowerCase() === name
  if (value?.kind === 'map') return known([...value.entries.keys()].some(same), originOf([value], here))
  if (value?.kind !== 'list') return known((textOf(value) ?? '').toLowerCase().includes(name), here)
  if (value.items.some(item => same(textOf(item)))) return known(true, originOf([value], here))
  return firstUnknown(value.items) ?? known(false, originOf([value], here))
}

/** Later objects win; an unknown one may say anything. */
function union(values: readonly Value[], here: Origin): Value {
  const unread = firstUnknown(values)
  if (unread !== null) return unread
  const origin = originOf(values, here)
  const items = values.flatMap(value => (value.kind === 'list' ? value.items : []))
  if (values[0]?.kind === 'list') return { kind: 'list', items, origin }
  const entries = values.flatMap(value => (value.kind === 'map' ? [...value.entries] : []))
  return { kind: 'map', entries: new Map(entries), origin }
}

function range(values: readonly Value[], here: Origin): Value {
  const [start, count] = values.map(numberOf)
  const unread = firstUnknown(values)
  if (unread !== null) return unread
  if (start === undefined || count === undefined || !(count >= 0 && count <= MOST))
    return unknownValue('a range of more than can be evaluated here', here)
  const origin = originOf(values, here)
  return {
    kind: 'list',
    items: Array.from({ length: count }, (_, index) => known(start + index, origin)),
    origin,
  }
}

function at(value: Value | undefined, place: number, here: Origin): Value {
  if (value === undefined || value.kind === 'unknown') return value ?? known(null, here)
  if (value.kind === 'list') return value.items.at(place) ?? known(null, here)
  return known(textOf(value)?.at(place) ?? '', value.origin)
}

function part(
  value: Value | undefined,
  here: Origin,
  ends: (size: number) => readonly [from: number, to: number],
): Value {
  if (value === undefined || value.kind === 'unknown') return value ?? known(null, here)
  if (value.kind === 'list') return { ...value, items: value.items.slice(...ends(value.items.length)) }
  const text = textOf(value) ?? ''
  return known(text.slice(...ends(text.length)), value.origin)
}

function extreme(choose: (...numbers: readonly number[]) => number): Run {
  return (values, here) => {
    const [first] = values
    const all = first?.kind === 'list' ? first.items : values
    return firstUnknown(all) ?? known(choose(...all.slice(0, MOST).map(numberOf)), originOf(all, here))
  }
}
