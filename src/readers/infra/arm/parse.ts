import type { Cursor } from './cursor.ts'
import { call, invalid, literal } from './expression.ts'
import type { Expression } from './expression.ts'
import { parsePrimary } from './primary.ts'

/**
 * One expression. What cannot be read becomes `invalid` in its place, and the cursor stops there.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators
 */
export function parseExpression(cursor: Cursor): Expression {
  if (cursor.depth > DEEPEST) return invalid('nested too deep', cursor.peek().line)
  return cursor.deeper(() => {
    const condition = parseBinary(cursor, 0)
    if (cursor.ahead().text !== '?') return condition
    cursor.newlines()
    cursor.next()
    cursor.newlines()
    const yes = parseExpression(cursor)
    cursor.newlines()
    if (!cursor.take(':')) return invalid('a condition without `:`', cursor.peek().line)
    cursor.newlines()
    return call('if', [condition, yes, parseExpression(cursor)], condition.line)
  })
}

/** Far beyond what people write. */
const DEEPEST = 60

type Operator = { readonly level: number; readonly name: string; readonly negated?: boolean }

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['??', { level: 1, name: 'coalesce' }],
  ['||', { level: 2, name: 'or' }],
  ['&&', { level: 3, name: 'and' }],
  ['==', { level: 4, name: 'equals' }],
  ['!=', { level: 4, name: 'equals', negated: true }],
  ['=~', { level: 4, name: 'equalsignorecase' }],
  ['!~', { level: 4, name: 'equalsignorecase', negated: true }],
  ['<', { level: 5, name: 'less' }],
  ['<=', { level: 5, name: 'lessorequals' }],
  ['>', { level: 5, name: 'greater' }],
  ['>=', { level: 5, name: 'greaterorequals' }],
  ['+', { level: 6, name: 'add' }],
  ['-', { level: 6, name: 'sub' }],
  ['*', { level: 7, name: 'mul' }],
  ['/', { level: 7, name: 'div' }],
  ['%', { level: 7, name: 'mod' }],
])

function parseBinary(cursor: Cursor, lowest: number): Expression {
  let left = parseUnary(cursor)
  for (;;) {
    const { kind, text, line } = cursor.ahead()
    const operator = kind === 'sign' ? OPERATORS.get(text) : undefined
    if (operator === undefined || operator.level <= lowest) return left
    cursor.newlines()
    cursor.next()
    cursor.newlines()
    const made = call(operator.name, [left, parseBinary(cursor, operator.level)], line)
    left = operator.negated === true ? call('not', [made], line) : made
  }
}

function parseUnary(cursor: Cursor): Expression {
  const { kind, text, line } = cursor.peek()
  if (kind !== 'sign' || (text !== '!' && text !== '-')) return parsePostfix(cursor)
  cursor.next()
  if (cursor.depth > DEEPEST) return invalid('nested too deep', line)
  const operand = cursor.deeper(() => parseUnary(cursor))
  return text === '!' ? call('not', [operand], line) : call('sub', [literal(0, line), operand], line)
}

function parsePostfix(cursor: Cursor): Expression {
  let of = parsePrimary(cursor, parseExpression)
  for (;;) {
    const { line } = cursor.peek()
    if (cursor.take('!')) continue
    const member = memberKey(cursor)
    if (member === null) return of
    const { safe, key } = member
    // `sys.length(…)`: a function of a namespace.
    const isNamespaced = of.kind === 'name' && /^(?:sys|az)$/.test(of.name)
    of = isNamespaced && key.kind === 'call' ? key : { kind: 'access', of, key, safe, line }
  }
}

/** What `.name`, `::name`, `[key]` and their safe forms ask for. */
function memberKey(cursor: Cursor): { readonly safe: boolean; readonly key: Expression } | null {
  const { text, kind } = cursor.peek()
  if (kind !== 'sign') return null
  const safe = text.endsWith('?')
  if (text === '[' || text === '[?') {
    cursor.next()
    const key = parseExpression(cursor)
    return cursor.take(']') ? { safe, key } : { safe, key: invalid('an index without `]`', key.line) }
  }
  if (text !== '.' && text !== '.?' && text !== '::') return null
  cursor.next()
  const name = parsePrimary(cursor, parseExpression)
  return { safe, key: name.kind === 'name' ? literal(name.name, name.line) : name }
}
