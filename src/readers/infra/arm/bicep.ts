import type { SourceFile } from '../../reader.ts'
import { cursorOn } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { declarationsOf } from './declaration.ts'
import type { Expression } from './expression.ts'
import { parseExpression } from './parse.ts'
import { parseDeclaration } from './primary.ts'
import type { Declaration, Parameter, Problem, Template } from './template.ts'
import { tokensOf } from './tokens.ts'

/** A Bicep file, or one of parameters (`.bicepparam`): then `using` is the path of its template. */
export type BicepFile = Template & { readonly using: string | null }

/**
 * Reads the statements of a Bicep file. One that cannot be read is a problem; the others are still read.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
 */
export function parseBicep({ path, text }: SourceFile): BicepFile {
  const cursor = cursorOn(tokensOf(text, 'bicep'))
  const parameters = new Map<string, Parameter>()
  const variables = new Map<string, Expression>()
  const resources: Declaration[] = []
  const problems: Problem[] = []
  let using: string | null = null
  for (cursor.newlines(); cursor.peek().kind !== 'end'; toNextStatement(cursor)) {
    const statement = parseStatement(cursor)
    const reason = statement.value && reasonIn(statement.value)
    if (reason !== null) problems.push(reason)
    const { keyword, name, line, value, isNullable } = statement
    if (keyword === 'param') parameters.set(name, { standard: value, isNullable, line })
    else if (keyword === 'var' && value !== null) variables.set(name, value)
    else if (keyword === 'using' && value?.kind === 'literal') using = String(value.value)
    else if (value !== null)
      resources.push(...declarationsOf(value, null).map(one => ({ ...one, damage: reason?.message ?? null })))
  }
  return { path, parameters, variables, resources, problems, using }
}

type Statement = {
  readonly keyword: string
  readonly name: string
  readonly line: number
  readonly value: Expression | null
  readonly isNullable: boolean
}

function parseStatement(cursor: Cursor): Statement {
  const { text: keyword, line } = cursor.next()
  const statement = { keyword, name: '', line, value: null, isNullable: false }
  if (keyword === 'using') return { ...statement, value: parseExpression(cursor) }
  if (keyword === 'resource' || keyword === 'module')
    return { ...statement, value: parseDeclaration(cursor, keyword, parseExpression) }
  if (keyword !== 'param' && keyword !== 'var') return statement
  const name = cursor.next().text
  const isNullable = skipType(cursor) === '?'
  if (!cursor.take('=')) return { ...statement, name, isNullable }
  cursor.newlines()
  return { ...statement, name, isNullable, value: parseExpression(cursor) }
}

/** Up to the value or the end of the line. What the type ends with. */
function skipType(cursor: Cursor): string {
  let open = 0
  let last = ''
  for (;;) {
    const { kind, text } = cursor.peek()
    if (kind === 'end' || (open === 0 && (kind === 'newline' || text === '='))) return last
    if (kind === 'sign' && '{[('.includes(text)) open++
    if (kind === 'sign' && '}])'.includes(text)) open--
    last = cursor.next().text
  }
}

const KEYWORDS = new Set(
  'param var resource module output using targetScope metadata type func import extension provider assert test @'.split(
    ' ',
  ),
)

/** Statements begin at the beginning of a line. */
function toNextStatement(cursor: Cursor): void {
  for (;;) {
    const { kind, text, isFirst } = cursor.peek()
    if (kind === 'end' || (isFirst && KEYWORDS.has(text))) return
    cursor.next()
  }
}

/** The first thing inside an expression that could not be read. */
function reasonIn(expression: Expression): Problem | null {
  const left: Expression[] = [expression]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.kind === 'invalid') return { message: next.reason, line: next.line }
    left.push(...partsOf(next).toReversed())
  }
  return null
}

function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'list') return expression.items
  if (expression.kind === 'call') return expression.parts
  if (expression.kind === 'access') return [expression.of, expression.key]
  if (expression.kind === 'loop') return [expression.over, expression.body]
  if (expression.kind === 'lambda') return [expression.body]
  if (expression.kind !== 'object') return []
  return expression.fields.flatMap(({ key, value }) => (key === null ? [value] : [key, value]))
}
