import type { Value } from '../../../value.ts'
import { known } from '../../../value.ts'
import { sameValue } from '../compare.ts'
import { spend, stepsOf } from '../context.ts'
import { booleanOf, isNull, numberOf, order, textOf } from '../convert.ts'
import { listOf, originOf, scalarOf, unknownAmong } from '../outcome.ts'
import { list, MAX_ITEMS, onNumbers, plain, refused, whole } from './built-in.ts'
import type { BuiltIn, Call } from './built-in.ts'
import { setOf } from './conversions.ts'

export const LISTS: Readonly<Record<string, BuiltIn>> = {
  length: ofOne((value, call) => {
    if (value.kind === 'list') return scalarOf([value], call.here, value.items.length)
    if (value.kind === 'map') return scalarOf([value], call.here, value.entries.size)
    const text = textOf(value)
    spend(call.budget, stepsOf(text ?? ''))
    return text === null ? refused([value], call) : scalarOf([value], call.here, [...text].length)
  }),
  element: ofList((items, [index], call) => {
    const at = index && numberOf(index)
    if (index?.kind === 'unknown') return index
    if (typeof at !== 'number' || items.length === 0) return refused([], call)
    return items[((at % items.length) + items.length) % items.length] ?? refused([], call)
  }),
  one: ofOne((value, call) => {
    if (value.kind !== 'list') return value
    return value.items.length > 1 ? refused([value], call) : (value.items[0] ?? known(null, call.here))
  }),
  slice: ofList((items, range, call) => {
    const [from, to] = range.map(numberOf)
    const isInside = typeof from === 'number' && typeof to === 'number' && from <= to && to <= items.length
    return unknownAmong(range) ?? (isInside ? list(items.slice(from, to), range, call) : refused(range, call))
  }),
  reverse: ofList((items, _, call) => list(items.toReversed(), [], call)),
  compact: ofList((items, _, call) => {
    const unknown = unknownAmong(items)
    return (
      unknown ??
      list(
        items.filter(item => textOf(item) !== null && textOf(item) !== ''),
        [],
        call,
      )
    )
  }),
  sort: whole((args, call) => {
    const [value] = args
    if (value?.kind !== 'list') return refused(args, call)
    return list(
      value.items.toSorted((a, b) => order(textOf(a) ?? '', textOf(b) ?? '')),
      args,
      call,
    )
  }),
  distinct: ofOne((value, call) => (value.kind === 'list' ? distinct(value, call) : refused([value], call))),
  flatten: ofOne((value, call) => (value.kind === 'list' ? flatten(value, call) : refused([value], call))),
  concat: (args, call) => {
    const unknown = unknownAmong(args)
    if (unknown !== null) return unknown
    const lists = args.flatMap(arg => (arg.kind === 'list' ? [arg.items] : []))
    return lists.length < args.length ? refused(args, call) : list(lists.flat(), args, call)
  },
  contains: contains,
  index: whole((args, call) => {
    const [value, wanted] = args
    if (value?.kind !== 'list' || wanted === undefined) return refused(args, call)
    const at = value.items.findIndex(item => sameValue(item, wanted, call.budget) === true)
    return at === -1 ? refused(args, call) : plain(at, args, call)
  }),
  chunklist: ofList((items, [size], call) => {
    const length = size && numberOf(size)
    if (typeof length !== 'number' || length < 1) return refused([], call)
    const chunks = Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
      listOf(items.slice(at * length, (at + 1) * length), call.here),
    )
    return list(chunks, [], call)
  }),
  range: onNumbers(range),
  coalesce: (args, call) => firstOf(args, call, value => !isNull(value) && textOf(value) !== ''),
  coalescelist: (args, call) => firstOf(args, call, value => value.kind === 'list' && value.items.length > 0),
  alltrue: whole((args, call) =>
    plain(
      itemsOf(args).every(item => booleanOf(item) === true),
      args,
      call,
    ),
  ),
  anytrue: whole((args, call) =>
    plain(
      itemsOf(args).some(item => booleanOf(item) === true),
      args,
      call,
    ),
  ),
}

const itemsOf = ([value]: readonly Value[]): readonly Value[] => (value?.kind === 'list' ? value.items : [])

function ofOne(fn: (value: Value, call: Call) => Value): BuiltIn {
  return (args, call) => {
    const [value] = args
    if (value === undefined) return refused(args, call)
    return value.kind === 'unknown' ? value : fn(value, call)
  }
}

type OfList = (items: readonly Value[], more: readonly Value[], call: Call) => Value

function ofList(fn: OfList): BuiltIn {
  return (args, call) => {
    const [value, ...more] = args
    if (value?.kind === 'unknown') return value
    if (value?.kind !== 'list') return refused(args, call)
    const result = fn(value.items, more, call)
    return result.kind === 'list' ? { ...result, origin: originOf(args, call.here) } : result
  }
}

function distinct(value: Value & { kind: 'list' }, call: Call): Value {
  const unique = setOf(value, call)
  if (unique.kind !== 'list') return unique
  const kept = new Set(unique.items)
  return listOf(
    value.items.filter(item => kept.has(item)),
    value.origin,
  )
}

function flatten(value: Value & { kind: 'list' }, call: Call): Value {
  const flat: Value[] = []
  const todo: Value[] = [value]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (!spend(call.budget, 1) || flat.length + todo.length > MAX_ITEMS) return refused([], call)
    if (next.kind === 'list') todo.push(...next.items.slice(0, MAX_ITEMS + 1).toReversed())
    else flat.push(next)
  }
  const unknown = flat.find(item => item.kind === 'unknown')
  // An element that nobody knows may be a list: then nobody knows how many there are.
  return unknown ?? list(flat, [value], call)
}

function contains(args: readonly Value[], call: Call): Value {
  const unknown = unknownAmong(args)
  const [value, wanted] = args
  if (unknown !== null) return unknown
  if (value?.kind !== 'list' || wanted === undefined) return refused(args, call)
  const same = value.items.map(item => sameValue(asType(item, wanted), wanted, call.budget))
  if (same.includes(true)) return scalarOf(args, call.here, true)
  const odd = value.items[same.indexOf(null)]
  return odd?.kind === 'unknown' ? odd : scalarOf(args, call.here, false)
}

/** Elements of one list have one type, so `contains([1, 2], "1")` compares texts. */
const asType = (item: Value, wanted: Value): Value =>
  item.kind === 'scalar' &&
  wanted.kind === 'scalar' &&
  typeof wanted.value === 'string' &&
  item.value !== null
    ? { ...item, value: String(item.value) }
    : item

function range(...args: number[]): readonly number[] | null {
  const [from = 0, to = 0] = args.length === 1 ? [0, args[0]] : args
  const step = args[2] ?? (from <= to ? 1 : -1)
  const length = Math.ceil((to - from) / step)
  if (step === 0 || !Number.isFinite(length) || length > MAX_ITEMS) return null
  return Array.from({ length: Math.max(0, length) }, (_, at) => from + at * step)
}

/** What comes after an unknown one counts only if that one does not, which nobody knows. */
function firstOf(args: readonly Value[], call: Call, counts: (value: Value) => boolean): Value {
  const values =
    args.length === 1 && args[0]?.kind === 'list' && call.name === 'coalesce' ? args[0].items : args
  const first = values.find(value => value.kind === 'unknown' || counts(value))
  return first ?? refused(args, call)
}
