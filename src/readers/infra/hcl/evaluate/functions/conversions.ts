import type { Scalar, Value } from '../../../value.ts'
import { known, unknownValue } from '../../../value.ts'
import { deeper, spend, stepsOf } from '../context.ts'
import { booleanOf, isNull, numberOf, order, sortedEntries, textOf } from '../convert.ts'
import { failure, listOf, mapOf } from '../outcome.ts'
import { MAX_TEXT, plain, refused, whole } from './built-in.ts'
import type { BuiltIn, Call } from './built-in.ts'

export const CONVERSIONS: Readonly<Record<string, BuiltIn>> = {
  tostring: scalar(textOf),
  tonumber: scalar(numberOf),
  tobool: scalar(booleanOf),
  tolist: only((value, call) => (value.kind === 'list' ? value : failure('tolist(…) of no list', call.here))),
  toset: only((value, call) =>
    value.kind === 'list' ? setOf(value, call) : failure('toset(…) of no list', call.here),
  ),
  tomap: only((value, call) => (value.kind === 'map' ? value : failure('tomap(…) of no map', call.here))),
  sensitive: only(value => value),
  nonsensitive: only(value => value),
  jsonencode: whole((args, call) => {
    const parts: string[] = []
    const [value] = args
    if (value === undefined || !encode(value, parts, call)) return refused(args, call)
    if (parts.reduce((sum, part) => sum + part.length, 0) > MAX_TEXT) return refused(args, call)
    return plain(parts.join(''), args, call)
  }),
  jsondecode: whole((args, call) => {
    const text = args[0] && textOf(args[0])
    if (typeof text !== 'string' || text.length > MAX_TEXT) return refused(args, call)
    try {
      const decoded: unknown = JSON.parse(text)
      return decode(decoded, call, 0)
    } catch {
      return refused(args, call)
    }
  }),
}

/** `null` stays null. */
function scalar(convert: (value: Value) => Scalar): BuiltIn {
  return only((value, call) => {
    if (isNull(value)) return value
    const result = convert(value)
    return result === null ? refused([value], call) : { kind: 'scalar', value: result, origin: value.origin }
  })
}

function only(convert: (value: Value, call: Call) => Value): BuiltIn {
  return ([value], call) => {
    if (value === undefined) return refused([], call)
    return value.kind === 'unknown' ? value : convert(value, call)
  }
}

/** Every element once; texts in their order. Elements that nobody knows may be equal: then nobody knows the set. */
export function setOf(value: Value & { kind: 'list' }, call: Pick<Call, 'here' | 'budget'>): Value {
  const unknown = value.items.find(item => item.kind === 'unknown')
  if (unknown?.kind === 'unknown') return unknownValue(unknown.reason, value.origin, unknown.references)
  const texts = new Map<string, Value>()
  for (const item of value.items) {
    const parts: string[] = []
    if (!encode(item, parts, { ...call, name: 'toset' })) return failure('toset(…) of too much', call.here)
    const key = item.kind === 'scalar' ? String(item.value) : parts.join('')
    if (!texts.has(key)) texts.set(key, item)
  }
  const areNumbers = [...texts.values()].every(isNumber)
  const sorted = [...texts].toSorted(([a], [b]) => (areNumbers ? Number(a) - Number(b) : order(a, b)))
  return listOf(
    sorted.map(([, item]) => item),
    value.origin,
  )
}

const isNumber = (value: Value): boolean => value.kind === 'scalar' && typeof value.value === 'number'

function encode(value: Value, parts: string[], call: Call): boolean {
  if (!spend(call.budget, 1) || value.kind === 'unknown' || parts.length > MAX_TEXT) return false
  if (value.kind === 'scalar') {
    const text = JSON.stringify(value.value)
    return parts.push(text) > 0 && spend(call.budget, stepsOf(text))
  }
  const isMap = value.kind === 'map'
  const children: readonly (readonly [string, Value])[] = isMap
    ? sortedEntries(value.entries)
    : value.items.map(item => ['', item])
  parts.push(isMap ? '{' : '[')
  const isWhole = deeper(call.budget, false, () =>
    children.every(([key, child], at) => {
      parts.push(at > 0 ? ',' : '', isMap ? `${JSON.stringify(key)}:` : '')
      return encode(child, parts, call)
    }),
  )
  parts.push(isMap ? '}' : ']')
  return isWhole
}

function decode(json: unknown, call: Call, depth: number): Value {
  if (!spend(call.budget, 1) || depth > 100) return failure('jsondecode(…) of too much', call.here)
  if (Array.isArray(json))
    return listOf(
      json.map(item => decode(item, call, depth + 1)),
      call.here,
    )
  if (typeof json === 'object' && json !== null)
    return mapOf(
      new Map(Object.entries(json).map(([key, item]) => [key, decode(item, call, depth + 1)])),
      call.here,
    )
  const isScalar = typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean'
  return known(isScalar ? json : null, call.here)
}
