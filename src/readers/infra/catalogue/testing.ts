import type { CapacityFact } from '../../../model/fact.ts'
import { valueOfJson } from '../json-value.ts'
import type { Resource } from '../resource.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { capacityOf } from './catalogue.ts'

/** Small stacks to try the catalogue on. Attributes are JSON, or values made with `fromDefault` and `unread`. */
type Attributes = Readonly<Record<string, unknown>>

const literal: Origin = { at: { path: 'infra/main.tf', line: 1 }, source: 'literal', name: null }

export function declare(address: string, attributes: Attributes, more: Partial<Resource> = {}): Resource {
  const [type = '', name = ''] = address.split('.').slice(-2)
  const values = new Map(Object.entries(attributes).map(([key, value]) => [key, toValue(value)] as const))
  const at = literal.at
  const standing = { key: null, root: 'infra', environment: null, provider: new Map<string, Value>() }
  return { ...standing, address, type, name, at, values, problem: null, ...more }
}

/** A call of a module that is not in the tree. */
export const call = (source: string, inputs: Attributes): Resource => ({
  ...declare('module.main', inputs),
  type: `module:${source}`,
})

/** What a variable's default says. */
export const fromDefault = (value: string | number, name = 'var.size'): Value =>
  known(value, { at: { path: 'infra/vars.tf', line: 12 }, source: 'default', name })

export const unread = (reason: string, ...references: readonly string[]): Value =>
  unknownValue(reason, literal, references)

/** Settings of a provider. */
export const provider = (attributes: Attributes): Pick<Resource, 'provider'> => ({
  provider: declare('provider.any', attributes).values,
})

function toValue(item: unknown): Value {
  if (isValue(item)) return item
  if (Array.isArray(item)) return { kind: 'list', items: item.map(toValue), origin: literal }
  if (typeof item !== 'object' || item === null) return valueOfJson(item, literal)
  const entries = Object.entries(item).map(([key, value]) => [key, toValue(value)] as const)
  return { kind: 'map', entries: new Map(entries), origin: literal }
}

const isValue = (item: unknown): item is Value =>
  typeof item === 'object' && item !== null && 'kind' in item && 'origin' in item

/** The facts of a stack, each on one line as a person would say it. */
export const said = (...stack: readonly Resource[]): readonly string[] => capacityOf(stack).map(sentence)

function sentence(fact: CapacityFact): string {
  const { low, expected, high } = fact.units ?? { low: '?', expected: '?', high: '?' }
  const units = low === high ? `${expected}` : `${low}…${expected}…${high}`
  const extra = [fact.region, fact.pricing === 'spot' ? 'spot' : null, fact.offer, fact.model]
  const kind = fact.resource === 'gpu-instance' ? [] : [`(${fact.resource})`]
  const what = [`${units} × ${fact.sku ?? '?'}`, ...extra.filter(value => value !== null)].join(', ')
  const reasons = [fact.unresolved, ...fact.assumed.map(each => `assumed: ${each}`)].filter(
    each => each !== null,
  )
  return [[what, ...kind].join(' '), ...reasons].join('; ')
}
