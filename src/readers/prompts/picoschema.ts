import type { YamlValue } from '../yaml.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * The JSON Schema that Dotprompt makes of Picoschema; a JSON Schema stays what it is. Null for a schema that
 * code defines, of which the file has only the name.
 * https://google.github.io/dotprompt/reference/picoschema/
 */
export function jsonSchemaOf(schema: YamlValue): Schema | null {
  if (schema.shape === 'scalar') return scalar(schema.text() ?? '')
  if (schema.shape !== 'map') return null
  const type = schema.get('type').text()
  if (type !== null && (JSON_TYPES.has(type) || schema.get('properties').shape === 'map'))
    return whole(schema)
  return schema.get('properties').shape === 'map' ? whole(schema) : object(schema, 0)
}

const JSON_TYPES = new Set(['object', 'array'])
const SCALARS = new Set(['string', 'number', 'integer', 'boolean', 'null', 'any'])
const DEEPEST = 20

/** Made by JSON.stringify later, which takes any plain value. */
const whole = (schema: YamlValue): Schema =>
  Object.fromEntries(schema.entries().map(({ key, value }) => [key, value.plain()]))

/** `integer, how many`: a type and its description. */
function scalar(text: string): Schema | null {
  const [type = '', ...words] = text.split(',')
  if (!SCALARS.has(type.trim())) return null
  const description = words.join(',').trim()
  return {
    ...(type.trim() === 'any' ? {} : { type: type.trim() }),
    ...(description === '' ? {} : { description }),
  }
}

function object(fields: YamlValue, depth: number): Schema {
  const read = fields.entries().map(({ key, value }) => field(key, value, depth))
  const required = read.filter(({ isOptional, name }) => !isOptional && name !== '*')
  return {
    type: 'object',
    properties: Object.fromEntries(read.map(({ name, schema }) => [name, schema])),
    ...(required.length === 0 ? {} : { required: required.map(({ name }) => name) }),
  }
}

type Field = { readonly name: string; readonly isOptional: boolean; readonly schema: Schema }

/** `tags?(array, what it is about): string` */
function field(key: string, value: YamlValue, depth: number): Field {
  const [, name = key, mark, type = '', words = ''] =
    /^([^?(]+)(\?)?(?:\((\w+)(?:,([^)]*))?\))?$/.exec(key.slice(0, 500)) ?? []
  const description = words.trim()
  const schema = depth >= DEEPEST ? {} : ofType(type, value, depth)
  return {
    name: name.trim(),
    isOptional: mark !== undefined,
    schema: description === '' ? schema : { ...schema, description },
  }
}

function ofType(type: string, value: YamlValue, depth: number): Schema {
  if (type === 'enum') return { enum: value.items().map(each => each.plain()) }
  const inner =
    value.shape === 'map' ? object(value, depth + 1) : (scalar(value.text() ?? '') ?? { type: 'object' })
  return type === 'array' ? { type: 'array', items: inner } : inner
}
