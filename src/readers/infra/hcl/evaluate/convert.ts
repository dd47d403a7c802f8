import type { Value } from '../../value.ts'

/** As Terraform writes it into a text; null where it is none. */
export function textOf(value: Value): string | null {
  if (value.kind !== 'scalar' || value.value === null) return null
  return String(value.value)
}

/** Texts that are numbers count as numbers. */
export function numberOf(value: Value): number | null {
  if (value.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return null
  if (typeof value.value === 'number') return value.value
  return /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.value) ? Number(value.value) : null
}

export function booleanOf(value: Value): boolean | null {
  if (value.kind !== 'scalar') return null
  if (typeof value.value === 'boolean') return value.value
  if (value.value === 'true' || value.value === 'false') return value.value === 'true'
  return null
}

export const isNull = (value: Value): boolean => value.kind === 'scalar' && value.value === null

/** Maps are walked in the order of their keys. */
export const sortedEntries = (entries: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...entries].toSorted(([a], [b]) => order(a, b))

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** For messages: `a list`, `null`, `"g5.xlarge"`. */
export function described(value: Value): string {
  if (value.kind !== 'scalar') return value.kind === 'unknown' ? value.reason : `a ${value.kind}`
  const text = JSON.stringify(value.value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
