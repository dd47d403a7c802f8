import type { YamlValue } from '../../yaml.ts'
import { named } from './inputs.ts'

type Schema = Readonly<Record<string, unknown>>

/** The JSON Schema of Prompty's list of properties; null when there are none. */
export function schemaOf(properties: YamlValue, depth = 0): Schema | null {
  const fields = named(properties)
  if (fields.length === 0 || depth > DEEPEST) return null
  const required = fields.filter(({ value }) => value.get('required').boolean() === true)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, value }) => [name, propertySchema(value, depth)])),
    ...(required.length === 0 ? {} : { required: required.map(({ name }) => name) }),
  }
}

const DEEPEST = 20

function propertySchema(property: YamlValue, depth: number): Schema {
  const kind = property.get('kind').text() ?? property.get('type').text() ?? property.text() ?? 'string'
  const description = property.get('description').text()
  const allowed = property.get('enumValues').items()
  const nested = kind === 'object' ? schemaOf(property.get('properties'), depth + 1) : null
  const items = property.get('items')
  return {
    ...(nested ?? { type: TYPES.get(kind) ?? kind }),
    ...(description === null ? {} : { description }),
    ...(allowed.length === 0 ? {} : { enum: allowed.map(value => value.plain()) }),
    ...(kind === 'array' && items.shape !== 'nothing' && depth < DEEPEST
      ? { items: propertySchema(items, depth + 1) }
      : {}),
  }
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['float', 'number'],
  ['list', 'array'],
])
