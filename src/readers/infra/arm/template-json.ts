import type { SourceFile } from '../../reader.ts'
import type { YamlField, YamlValue } from '../../yaml.ts'
import { cursorOn } from './cursor.ts'
import { call, invalid, literal } from './expression.ts'
import type { Expression, Field, Loop } from './expression.ts'
import { parseExpression } from './parse.ts'
import { DEPLOYMENTS } from './template.ts'
import type { Declaration, Module, Parameter, Template } from './template.ts'
import { tokensOf } from './tokens.ts'

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
export function templateOf(path: SourceFile['path'], document: YamlValue): Template {
  const parameters = document.get('parameters').entries()
  const variables = expressionOf(document.get('variables'))
  const fields = variables.kind === 'object' ? variables.fields : []
  return {
    path,
    parameters: new Map(
      parameters.map(({ key, value }): readonly [string, Parameter] => {
        const standard = value.get('defaultValue')
        const isGiven = value.entries().some(field => field.key === 'defaultValue')
        const isNullable = value.get('nullable').boolean() === true
        return [key, { standard: isGiven ? expressionOf(standard) : null, isNullable, line: value.line }]
      }),
    ),
    variables: new Map(fields.flatMap(named)),
    resources: declarationsIn(path, document.get('resources'), null),
    problems: [],
  }
}

const named = ({ key, value }: Field): readonly (readonly [string, Expression])[] =>
  key?.kind === 'literal' ? [[String(key.value), value]] : []

/** A list, or in newer templates a map by symbol. */
function declarationsIn(
  path: string,
  resources: YamlValue,
  outside: Declaration | null,
): readonly Declaration[] {
  const named = resources.entries().map(({ key, value }) => ({ symbol: key, value }))
  const listed = resources.items().map(value => ({ symbol: null, value }))
  return [...named, ...listed].flatMap(({ symbol, value }) => {
    const type = value.get('type').text() ?? ''
    const own: Declaration = {
      symbol,
      type: outside === null || type.includes('.') ? type : `${outside.type}/${type}`,
      isExisting: value.get('existing').boolean() === true,
      condition: value.get('condition').shape === 'nothing' ? null : expressionOf(value.get('condition')),
      loop: loopIn(value.get('copy')),
      body: bodyOf(value),
      parent: outside?.symbol ?? null,
      module: type.toLowerCase() === DEPLOYMENTS.toLowerCase() ? moduleIn(path, value) : null,
      damage: null,
      line: value.get('type').line,
    }
    return [own, ...declarationsIn(path, value.get('resources'), own)]
  })
}

/** Without what is read apart: a nested template has expressions that mean something else outside of it. */
function bodyOf(value: YamlValue): Expression {
  const isModule = value.get('properties').get('template').shape === 'map'
  const fields = value.entries().filter(({ key }) => !(isModule && key === 'properties') && !APART.has(key))
  return { kind: 'object', fields: fields.flatMap(fieldsOf), line: value.line }
}

const APART = new Set(['resources', 'copy', 'condition'])

function moduleIn(path: string, value: YamlValue): Module | null {
  const properties = value.get('properties')
  const template = properties.get('template')
  if (template.shape !== 'map') return null
  const scope = properties.get('expressionEvaluationOptions').get('scope').text()
  const parameters = properties.get('parameters').entries()
  return {
    source: templateOf(path, template),
    isOuter: scope?.toLowerCase() !== 'inner',
    parameters: {
      kind: 'object',
      line: properties.line,
      fields: parameters.map(({ key, value: given }) => ({
        key: literal(key, given.line),
        value: expressionOf(given.get('value')),
      })),
    },
  }
}

export function expressionOf(value: YamlValue): Expression {
  const { line } = value
  if (value.shape === 'list') return { kind: 'list', items: value.items().map(expressionOf), line }
  if (value.shape === 'map') return { kind: 'object', fields: value.entries().flatMap(fieldsOf), line }
  const text = value.text()
  const isQuoted = value.boolean() === null && typeof value.plain() === 'string'
  if (!isQuoted) return literal(value.boolean() ?? value.number(), line)
  if (text === null || !/^\[[\s\S]*\]$/.test(text)) return literal(text, line)
  if (text.startsWith('[[')) return literal(text.slice(1), line)
  const cursor = cursorOn(tokensOf(text.slice(1, -1), 'arm', line).map(token => ({ ...token, line })))
  const expression = parseExpression(cursor)
  return cursor.peek().kind === 'end' ? expression : invalid(`the expression ${text.slice(0, 80)}`, line)
}

/** `copy: [{ name, count, input }]` in an object is a list for each of its items. */
function fieldsOf({ key, value }: YamlField): readonly Field[] {
  const loops = key === 'copy' ? value.items() : []
  if (loops.length === 0) return [{ key: literal(key, value.line), value: expressionOf(value) }]
  return loops.flatMap((one): readonly Field[] => {
    const loop = loopIn(one)
    if (loop === null) return []
    const body = expressionOf(one.get('input'))
    return [
      {
        key: literal(one.get('name').text(), one.line),
        value: { kind: 'loop', ...loop, body, line: one.line },
      },
    ]
  })
}

function loopIn(copy: YamlValue): Loop | null {
  const name = copy.get('name').text()
  if (name === null) return null
  const count = expressionOf(copy.get('count'))
  const over = call('range', [literal(0, copy.line), count], copy.line)
  return { item: null, index: `copy:${name}`, over, condition: null }
}
