import type { Value } from '../../../value.ts'
import { known } from '../../../value.ts'
import { access } from '../access.ts'
import { spend } from '../context.ts'
import { sameValue, unknownInside } from '../compare.ts'
import { isNull, sortedEntries, textOf } from '../convert.ts'
import { isFailure, listOf, mapOf, originOf, unknownAmong } from '../outcome.ts'
import { list, MAX_ITEMS, refused, whole } from './built-in.ts'
import type { BuiltIn, Call } from './built-in.ts'
import { setOf } from './conversions.ts'

export const MAPS: Readonly<Record<string, BuiltIn>> = {
  keys: ofMap((entries, args, call) => {
    const origin = originOf(args, call.here)
    return list(
      entries.map(([key]) => known(key, origin)),
      args,
      call,
    )
  }),
  values: ofMap((entries, args, call) =>
    list(
      entries.map(([, value]) => value),
      args,
      call,
    ),
  ),
  merge,
  lookup,
  zipmap: (args, call) => {
    const [keys, values] = args
    const unknown = unknownAmong(args) ?? (keys?.kind === 'list' ? unknownAmong(keys.items) : null)
    if (unknown !== null) return unknown
    if (keys?.kind !== 'list' || values?.kind !== 'list') return refused(args, call)
    spend(call.budget, keys.items.length)
    const entries = keys.items.map((key, at) => [textOf(key) ?? '', values.items[at] ?? key] as const)
    return mapOf(new Map(entries), originOf(args, call.here))
  },
  transpose: whole((args, call) => {
    const [map] = args
    const lists = new Map<string, Value[]>()
    for (const [key, value] of map?.kind === 'map' ? sortedEntries(map.entries) : [])
      for (const item of value.kind === 'list' ? value.items : [])
        lists.set(textOf(item) ?? '', [
          ...(lists.get(textOf(item) ?? '') ?? []).slice(0, 1000),
          known(key, value.origin),
        ])
    return mapOf(new Map([...lists].map(([key, items]) => [key, listOf(items, call.here)])), call.here)
  }),
  matchkeys: whole((args, call) => {
    const [values, keys, wanted] = args.map(arg => (arg.kind === 'list' ? arg.items : []))
    const has = (key: Value) => wanted?.some(item => sameValue(item, key, call.budget) === true) ?? false
    return list(
      (values ?? []).filter((_, at) => keys?.[at] !== undefined && has(keys[at])),
      args,
      call,
    )
  }),
  setunion: ofSets(sets => sets.flat()),
  setintersection: ofSets((sets, isIn) => (sets[0] ?? []).filter(item => sets.every(set => isIn(set, item)))),
  setsubtract: ofSets(([first = [], second = []], isIn) => first.filter(item => !isIn(second, item))),
  setproduct: (args, call) => {
    const unknown = unknownAmong(args)
    if (unknown !== null) return unknown
    const sets = args.map(arg => (arg.kind === 'list' ? arg.items : []))
    if (sets.reduce((size, set) => size * set.length, 1) > MAX_ITEMS) return refused(args, call)
    const rows = sets.reduce<readonly (readonly Value[])[]>(
      (rows, set) => rows.flatMap(row => set.map(item => [...row, item])),
      [[]],
    )
    return list(
      rows.map(row => listOf(row, call.here)),
      args,
      call,
    )
  },
}

type OfMap = (entries: readonly (readonly [string, Value])[], args: readonly Value[], call: Call) => Value

function ofMap(fn: OfMap): BuiltIn {
  return (args, call) => {
    const [map] = args
    if (map?.kind === 'unknown') return map
    return map?.kind === 'map' ? fn(sortedEntries(map.entries), args, call) : refused(args, call)
  }
}

/** Later maps override earlier ones. Beside one that is unknown only what comes after it is certain. */
function merge(args: readonly Value[], call: Call): Value {
  const maps = args.filter(arg => !isNull(arg))
  const entries = new Map<string, Value>()
  const unknown = unknownAmong(maps)
  for (const map of maps) {
    if (map.kind === 'unknown') entries.clear()
    if (map.kind === 'scalar' || map.kind === 'list') return refused(args, call)
    const own = map.kind === 'map' ? map.entries : (map.certain ?? NONE)
    if ((call.budget.steps -= own.size) < 0 || entries.size > MAX_ITEMS) return refused(args, call)
    for (const [key, value] of own) entries.set(key, value)
  }
  if (unknown === null) return mapOf(entries, originOf(maps, call.here))
  return entries.size === 0 ? unknown : { ...unknown, certain: entries }
}

const NONE: ReadonlyMap<string, Value> = new Map()

function lookup(args: readonly Value[], call: Call): Value {
  const [map, key, preset] = args
  if (map === undefined || key === undefined) return refused(args, call)
  const found = access(map, key, call.here)
  return isFailure(found) && map.kind === 'map' && preset !== undefined ? preset : found
}

type OfSets = (
  sets: readonly (readonly Value[])[],
  isIn: (set: readonly Value[], item: Value) => boolean,
) => readonly Value[]

function ofSets(fn: OfSets): BuiltIn {
  return (args, call) => {
    const unknown = unknownInside(args, call.budget)
    if (unknown !== null) return unknown
    const isIn = (set: readonly Value[], item: Value) =>
      set.some(other => sameValue(other, item, call.budget) === true)
    const items = fn(
      args.map(arg => (arg.kind === 'list' ? arg.items : [])),
      isIn,
    )
    const result = list(items, args, call)
    return result.kind === 'list' ? setOf(result, call) : result
  }
}
