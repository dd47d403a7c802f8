import type { Origin, Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import { described, isNull, numberOf, textOf } from './convert.ts'
import { failure } from './outcome.ts'

/** `value[key]`, which is also `value.key`. Only own entries: nothing of the host language is reachable. */
export function access(value: Value, key: Value, here: Origin): Value {
  if (value.kind === 'unknown') return value.certain?.get(textOf(key) ?? '') ?? without(value)
  if (key.kind === 'unknown') return key
  if (value.kind === 'map') return entry(value.entries, key, here)
  if (value.kind === 'list') return item(value.items, key, here)
  const what = isNull(value) ? 'null' : 'a single value'
  return failure(`${described(key)} of ${what}`, here)
}

const without = (value: Value & { kind: 'unknown' }): Value =>
  value.certain === undefined ? value : unknownValue(value.reason, value.origin, value.references)

function entry(entries: ReadonlyMap<string, Value>, key: Value, here: Origin): Value {
  const name = textOf(key)
  return (
    (name === null ? undefined : entries.get(name)) ?? failure(`${described(key)}, which the map lacks`, here)
  )
}

function item(items: readonly Value[], key: Value, here: Origin): Value {
  const index = numberOf(key)
  return (
    (index === null ? undefined : items[index]) ?? failure(`${described(key)}, which the list lacks`, here)
  )
}
