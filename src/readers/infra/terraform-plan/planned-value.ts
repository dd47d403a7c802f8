import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { field, fields, list } from './json-field.ts'

/** A value of a plan with the marks of what is known only after the apply, and of what is a secret. */
export type Marked = { readonly value: unknown; readonly unknown: unknown; readonly sensitive: unknown }

type Setting = {
  readonly origin: Origin
  /** Addresses that an attribute of the resource is made from. */
  readonly references: (attribute: string) => readonly string[]
}

/** Deeper than any resource. */
const DEEPEST = 64

export function plannedValue(marked: Marked, { origin, references }: Setting): Value {
  const entries = keysOf(marked).map((name): readonly [string, Value] => [
    name,
    valueOf(part(marked, name), { origin, references: references(name) }, 0),
  ])
  return { kind: 'map', entries: new Map(entries), origin }
}

type Place = { readonly origin: Origin; readonly references: readonly string[] }

function valueOf(marked: Marked, place: Place, depth: number): Value {
  const { value, unknown, sensitive } = marked
  const { origin, references } = place
  if (sensitive === true) return unknownValue('a sensitive value, which is not read', origin)
  if (unknown === true) return unknownValue('known after the apply', origin, references)
  if (depth > DEEPEST) return unknownValue('nested too deep', origin)
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const length = Math.max(list(value).length, list(unknown).length)
    const items = Array.from({ length }, (_, index) => valueOf(part(marked, String(index)), place, depth + 1))
    return { kind: 'list', items, origin }
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return known(value, origin)
  const keys = keysOf(marked)
  if (keys.length === 0 && (value === null || value === undefined)) return known(null, origin)
  const entries = keys.map((name): readonly [string, Value] => [
    name,
    valueOf(part(marked, name), place, depth + 1),
  ])
  return { kind: 'map', entries: new Map(entries), origin }
}

/** What is unknown is left out of the values. */
const keysOf = ({ value, unknown }: Marked): readonly string[] => [
  ...new Set([...fields(value), ...fields(unknown)].map(([name]) => name)),
]

const part = ({ value, unknown, sensitive }: Marked, name: string): Marked => ({
  value: field(value, name),
  unknown: field(unknown, name),
  sensitive: sensitive === true ? true : field(sensitive, name),
})
