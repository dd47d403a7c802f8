import { originOf } from '../hcl/evaluate/outcome.ts'
import type { Origin, Scalar, Unknown, Value } from '../value.ts'
import { known, unknownValue } from '../value.ts'

/** What a function makes of known values; unknown as the first of them that is. */
export function madeOf(values: readonly Value[], here: Origin, make: () => Scalar | Unknown): Value {
  const unread = firstUnknown(values)
  if (unread !== null) return unread
  const made = make()
  return typeof made === 'object' && made !== null ? made : known(made, originOf(values, here))
}

export const firstUnknown = (values: readonly Value[]): Unknown | null =>
  values.find(value => value.kind === 'unknown') ?? null

/** The text of a known single value, else null. */
export const textOf = (value: Value | null | undefined): string | null =>
  value?.kind === 'scalar' && value.value !== null ? String(value.value) : null

/** Longer than any attribute that costs something: what grows beyond comes from a hostile template. */
const LONGEST = 65_536

/** Texts one after the other. With an unknown among them the reason still shows what is known. */
export function joined(parts: readonly Value[], separator: string, here: Origin): Value {
  const unread = firstUnknown(parts)
  const length = parts.reduce((sum, part) => sum + separator.length + (textOf(part)?.length ?? 1), 0)
  if (length > LONGEST) return unknownValue(`a text of more than ${LONGEST} characters`, here)
  const text = parts.map(part => textOf(part) ?? (part.kind === 'unknown' ? '…' : '')).join(separator)
  if (unread === null) return known(text, originOf(parts, here))
  const references = parts.flatMap(part => (part.kind === 'unknown' ? part.references : []))
  return unknownValue(`${text.slice(0, 200)}, where … is ${unread.reason}`, here, references)
}
