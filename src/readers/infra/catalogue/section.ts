import type { Place } from '../../../model/evidence.ts'
import type { Origin, Unknown, Value } from '../value.ts'

/** A resource, or a block inside it. `unread`: the block is there, and nobody knows what it says. */
export type Section = {
  readonly at: Place
  readonly values: ReadonlyMap<string, Value>
  readonly unread?: Unknown
}

/** What an attribute says, in the type that its reader asks for. */
export type Stated<Type> =
  /** `assumed`: `vm_size from the default of var.size (vars.tf:12)`. */
  | { readonly kind: 'known'; readonly value: Type; readonly at: Place; readonly assumed: readonly string[] }
  | { readonly kind: 'absent'; readonly at: Place }
  /** `reason` names the expression: `vm_size = var.size, which has no default`. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Place }

export function text(section: Section, name: string): Stated<string> {
  const value = valueOf(section, name)
  if (value === null || (value.kind === 'scalar' && value.value === null)) return absent(section)
  if (value.kind === 'unknown') return unknown(value.origin, reasonOf(section, name, value))
  if (value.kind !== 'scalar') return unknown(value.origin, `${name} is not a single value`)
  const { origin } = value
  return { kind: 'known', value: String(value.value), at: origin.at, assumed: assumptionOf(name, origin) }
}

/** A number of things. Terraform and Kubernetes take strings for numbers too. */
export function number(section: Section, name: string): Stated<number> {
  const found = text(section, name)
  if (found.kind !== 'known') return found
  const count = found.value.trim() === '' ? Number.NaN : Number(found.value)
  if (Number.isFinite(count) && count >= 0) return { ...found, value: count }
  return unknown(found, `${name} = ${JSON.stringify(found.value.slice(0, 60))}, which is not a count`)
}

/** The text if it is known. */
export const plain = (section: Section, name: string): string | null => valueIn(text(section, name))

export const valueIn = <Type>(stated: Stated<Type>): Type | null =>
  stated.kind === 'known' ? stated.value : null

/** Providers ignore the case of such words. */
export const says = (section: Section, name: string, expected: string): boolean =>
  plain(section, name)?.toLowerCase() === expected.toLowerCase()

export const isTrue = (section: Section, name: string): boolean => says(section, name, 'true')

/** The items of a list of texts; a single text is a list of one. Null: it is not stated or not known. */
export function texts(section: Section, name: string): readonly string[] | null {
  const value = valueOf(section, name)
  if (value?.kind !== 'list') {
    const single = plain(section, name)
    return single === null ? null : [single]
  }
  const known = value.items.flatMap(item =>
    item.kind === 'scalar' && item.value !== null ? [item.value] : [],
  )
  return known.length === value.items.length ? known.map(String) : null
}

/** The first of a list of texts; with several, that the others may come instead is assumed away. */
export function first(section: Section, name: string): Stated<string> {
  const value = valueOf(section, name)
  if (value?.kind !== 'list') return text(section, name)
  const [head] = value.items
  if (head === undefined) return absent(section)
  const found = text({ at: section.at, values: new Map([[name, head]]) }, name)
  if (found.kind !== 'known' || value.items.length === 1) return found
  const others = `the first of ${value.items.length} ${name}`
  return { ...found, assumed: [...found.assumed, others] }
}

/** The blocks of that name, or the maps of an attribute of that name. */
export function children(section: Section, name: string): readonly Section[] {
  const value = valueOf(section, name)
  if (value === null) return []
  return (value.kind === 'list' ? value.items : [value]).flatMap(item => sectionsOf(name, item))
}

function sectionsOf(name: string, value: Value): readonly Section[] {
  const { at } = value.origin
  if (value.kind === 'map') return [{ at, values: value.entries }]
  if (value.kind !== 'unknown') return []
  return [{ at, values: new Map(), unread: { ...value, reason: `${name}: ${value.reason}` } }]
}

/** The first block of that name; one that says nothing when there is none. */
export const child = (section: Section, name: string): Section =>
  children(section, name).at(0) ?? { at: section.at, values: new Map(), ...unreadOf(section) }

const unreadOf = ({ unread: own }: Section) => (own === undefined ? {} : { unread: own })

/** A block inside blocks: `inside(resource, 'template', 'scaling')`. */
export const inside = (section: Section, ...path: readonly string[]): Section =>
  path.reduce((parent, name) => child(parent, name), section)

export const has = (section: Section, name: string): boolean => children(section, name).length > 0

export function valueOf(section: Section, name: string): Value | null {
  if (section.unread !== undefined) return section.unread
  return section.values.get(name) ?? null
}

export const absent = ({ at }: { readonly at: Place }): Stated<never> => ({ kind: 'absent', at })

export const unknown = ({ at }: { readonly at: Place }, reason: string): Stated<never> => ({
  kind: 'unknown',
  reason,
  at,
})

export const stated = <Type>(value: Type, { at }: { readonly at: Place }): Stated<Type> => ({
  kind: 'known',
  value,
  at,
  assumed: [],
})

/** The first one that says anything. */
export const either = <Type>(one: Stated<Type>, other: () => Stated<Type>): Stated<Type> =>
  one.kind === 'absent' ? other() : one

/** Of a block that nobody knows the block is named, not each of its attributes. */
const reasonOf = (section: Section, name: string, { reason }: Unknown): string =>
  section.unread === undefined ? `${name} = ${reason}` : reason

/** What a real environment may set differently. */
export function assumptionOf(name: string, { source, name: variable, at }: Origin): readonly string[] {
  if (source !== 'default') return []
  const where = at.line === null ? at.path : `${at.path}:${at.line}`
  return [`${name} from the default of ${variable ?? 'a variable'} (${where})`]
}
