import type { CapacityFact } from '../../../model/fact.ts'
import type { Range } from '../../../model/quantity.ts'
import type { Block, Body } from '../hcl/ast.ts'
import { attributeOf, chainOf } from './scope.ts'
import type { Scope } from './scope.ts'
import { asNumber, asText, sourceOf, valueOf } from './value.ts'
import type { Value } from './value.ts'

/** A resource block, or a block inside one, with what is needed to read its values. */
export type Section = {
  readonly scope: Scope
  readonly body: Body
  readonly line: number
  /** Set where the block is made by a `dynamic` one: all of its values are unknown. */
  readonly dynamic: string | null
}

export type Resource = Section & { readonly type: string; readonly name: string; readonly source: string }

/** What a resource buys. One resource may buy several things. */
export type Purchase = Pick<
  CapacityFact,
  'resource' | 'provider' | 'region' | 'pricing' | 'model' | 'offer'
> & {
  readonly sku: Value<string>
  readonly units: Value<Range>
  /** Tells purchases of one resource apart. */
  readonly part: string | null
}

/** Some resource types of one provider, and what such a resource buys: nothing, if it has no accelerators. */
export type Family = {
  readonly types: readonly string[]
  readonly read: (resource: Resource) => readonly Purchase[]
}

export function resourceOf(scope: Scope, { body, labels, span }: Block): Resource {
  const [type = '', name = ''] = labels
  return {
    scope,
    body,
    line: span.line,
    dynamic: null,
    type,
    name,
    source: scope.text.slice(span.start, span.end),
  }
}

export const text = (section: Section, name: string): Value<string> => asText(value(section, name))

export const number = (section: Section, name: string): Value<number> => asNumber(value(section, name))

export const isTrue = (section: Section, name: string): boolean => {
  const found = value(section, name)
  return found.kind === 'known' && String(found.value) === 'true'
}

/** Does the attribute have this value? Case does not matter. */
export function says(section: Section, name: string, expected: string): boolean {
  const found = text(section, name)
  return found.kind === 'known' && found.value.toLowerCase() === expected.toLowerCase()
}

/** The first item of a list of strings. */
export function firstText(section: Section, name: string): Value<string> {
  const attribute = attributeOf(section.body, name)
  if (attribute?.value.kind !== 'tuple') return text(section, name)
  const [first] = attribute.value.items
  return first ? asText(valueOf(section.scope, { ...attribute, value: first })) : absent(section)
}

/** How many items a list has that is written out; null for everything else. */
export function length(section: Section, name: string): number | null {
  const attribute = attributeOf(section.body, name)
  return attribute?.value.kind === 'tuple' ? attribute.value.items.length : null
}

/** The first block of that type; one without any content when there is none. */
export const child = (section: Section, type: string): Section =>
  children(section, type).at(0) ?? { ...section, body: EMPTY, dynamic: section.dynamic }

const EMPTY: Body = { attributes: [], blocks: [], damaged: false }

export function children(section: Section, type: string): readonly Section[] {
  return section.body.blocks.flatMap((block): readonly Section[] => {
    const line = block.span.line
    if (block.type === type) return [{ ...section, body: block.body, line }]
    if (block.type !== 'dynamic' || block.labels[0] !== type) return []
    return [
      { ...section, body: EMPTY, line, dynamic: `dynamic "${type}", which this version does not evaluate` },
    ]
  })
}

/** The resource of the same file that an attribute points to: `cluster = google_container_cluster.main.name`. */
export function referenced(section: Section, name: string): Resource | null {
  const attribute = attributeOf(section.body, name)
  const [type, label] = (attribute && chainOf(attribute.value)) ?? []
  const block = section.scope.resources.get(`${type}.${label}`)
  return block ? resourceOf(section.scope, block) : null
}

export const absent = ({ line }: Section): Value<never> => ({ kind: 'absent', line })

export const unknown = ({ line }: Section, reason: string): Value<never> => ({
  kind: 'unknown',
  reason,
  line,
})

/** What an attribute says, as written: for messages. */
export function written(section: Section, name: string): string {
  const attribute = attributeOf(section.body, name)
  return attribute ? `${name} = ${sourceOf(section.scope, attribute.value)}` : name
}

function value(section: Section, name: string): Value {
  if (section.dynamic !== null) return unknown(section, section.dynamic)
  const attribute = attributeOf(section.body, name)
  return attribute ? valueOf(section.scope, attribute) : absent(section)
}
