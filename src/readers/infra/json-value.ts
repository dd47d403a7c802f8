import { known, unknownValue } from './value.ts'
import type { Origin, Value } from './value.ts'

/** Deeper than any resource; a text of brackets must not exhaust the stack. */
const DEEPEST = 64

/** Parsed JSON as a value, all of it from one place. */
export function valueOfJson(json: unknown, origin: Origin, depth = 0): Value {
  if (depth > DEEPEST) return unknownValue('nested too deep', origin)
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return known(json, origin)
  if (Array.isArray(json))
    return { kind: 'list', items: json.map(item => valueOfJson(item, origin, depth + 1)), origin }
  if (typeof json !== 'object' || json === null) return known(null, origin)
  const entries = Object.entries(json).map(([key, item]): readonly [string, Value] => [
    key,
    valueOfJson(item, origin, depth + 1),
  ])
  return { kind: 'map', entries: new Map(entries), origin }
}

/** The value of a JSON text; null when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
