import type { Tool } from '../conversation.ts'
import { isRecord, listOf, recordOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'

/**
 * Tools as models of OpenAI see them: a TypeScript namespace with one function type a tool, its parameters as
 * the properties of an object. https://github.com/openai/harmony/blob/main/docs/format.md#function-calling
 */
export function typescriptTools(tools: readonly Tool[]): string {
  const functions = tools.map(functionType).join('\n\n')
  return `## functions\n\nnamespace functions {\n\n${functions}\n\n} // namespace functions`
}

function functionType({ name, description, parameters }: Tool): string {
  const definitions = recordOf(parameters['$defs'] ?? parameters['definitions'])
  const hasParameters = Object.keys(recordOf(parameters['properties'])).length > 0
  const about = `${comment(parameters['title'])}${comment(parameters['description'])}`
  const signature = hasParameters ? `(_: ${about}${typeOf(parameters, { definitions, depth: 0 })})` : '()'
  return `${comment(description)}type ${name} = ${signature} => any;`
}

/** Only the first line gets the mark: that is how the recorded requests add up. */
const comment = (text: unknown) => (textOf(text) === '' ? '' : `// ${textOf(text)}\n`)

type Inside = { readonly definitions: Json; readonly depth: number }

/** Schemas may refer to themselves. */
const DEEPEST = 8

function typeOf(schema: Json, { definitions, depth }: Inside): string {
  if (depth > DEEPEST) return 'any'
  const inside = { definitions, depth: depth + 1 }
  const referred = definitions[textOf(schema['$ref']).split('/').pop() ?? '']
  if (isRecord(referred)) return `${comment(referred['description'])}${typeOf(referred, inside)}`
  const options = listOf(schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'])
  if (options.length > 0) return union(options.map(option => typeOf(recordOf(option), inside)))
  const values = schema['const'] === undefined ? listOf(schema['enum']) : [schema['const']]
  if (values.length > 0) return union(values.map(value => JSON.stringify(value)))
  return namedType(schema, inside)
}

function namedType(schema: Json, inside: Inside): string {
  const type = schema['type']
  if (Array.isArray(type)) return union(type.map(one => typeOf({ ...schema, type: one }, inside)))
  if (type === 'array') return `${typeOf(recordOf(schema['items']), inside)}[]`
  if (type === 'object' || isRecord(schema['properties'])) return objectType(schema, inside)
  return PLAIN[textOf(type)] ?? 'any'
}

const union = (types: readonly string[]) => [...new Set(types)].join(' | ')

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

function objectType(schema: Json, inside: Inside): string {
  const required = listOf(schema['required'])
  const properties = Object.entries(recordOf(schema['properties'])).map(([name, value]) => {
    const property = recordOf(value)
    const about = `${comment(property['title'])}${comment(property['description'])}`
    const optional = required.includes(name) ? '' : '?'
    const standard = property['default']
    const note = standard === undefined ? '' : ` // default: ${JSON.stringify(standard)}`
    return `${about}${name}${optional}: ${typeOf(property, inside)},${note}\n`
  })
  return properties.length === 0 ? 'object' : `{\n${properties.join('')}}`
}
