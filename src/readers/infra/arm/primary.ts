import type { Cursor } from './cursor.ts'
import { call, invalid, literal } from './expression.ts'
import type { Expression, Field } from './expression.ts'

type Read = (cursor: Cursor) => Expression

/** A literal, a name, a call, a list, an object, or something in parentheses. */
export function parsePrimary(cursor: Cursor, expression: Read): Expression {
  const { kind, text, line } = cursor.peek()
  if (kind === 'number') return literal(Number(cursor.next().text), line)
  if (kind === 'text') return literal(cursor.next().text, line)
  if (kind === 'quote') return parseString(cursor, expression)
  if (kind === 'name') return parseNamed(cursor, expression)
  if (text === '[') return parseList(cursor, expression)
  if (text === '{') return parseObject(cursor, expression)
  if (text === '(') return parseParentheses(cursor, expression)
  return invalid(`${JSON.stringify(text.slice(0, 20))} where a value is expected`, line)
}

/** With interpolation it is a call of `concat`. */
function parseString(cursor: Cursor, expression: Read): Expression {
  const { line } = cursor.next()
  const parts: Expression[] = []
  for (;;) {
    const token = cursor.next()
    if (token.kind === 'text') parts.push(literal(token.text, line))
    else if (token.text === '${') {
      parts.push(expression(cursor))
      cursor.newlines()
      if (!cursor.take('}')) return invalid('a string without end', line)
    } else if (token.text === "'") break
    else return invalid('a string without end', line)
  }
  const texts = parts.flatMap(part => (part.kind === 'literal' ? [String(part.value)] : []))
  return texts.length === parts.length ? literal(texts.join(''), line) : call('concat', parts, line)
}

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

function parseNamed(cursor: Cursor, expression: Read): Expression {
  const { text: name, line } = cursor.next()
  if (cursor.take('=>')) return { kind: 'lambda', names: [name], body: bodyOf(cursor, expression), line }
  if (cursor.take('(')) return parseCall(name.toLowerCase(), parseItems(cursor, expression, ')'), line)
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  return word === undefined ? { kind: 'name', name, line } : literal(word, line)
}

function bodyOf(cursor: Cursor, expression: Read): Expression {
  cursor.newlines()
  return expression(cursor)
}

/** ARM writes a lambda as a call: `lambda('item', …)`. */
function parseCall(name: string, parts: readonly Expression[], line: number): Expression {
  const body = parts.at(-1)
  if (name !== 'lambda' || body === undefined) return call(name, parts, line)
  const names = parts.slice(0, -1).flatMap(part => (part.kind === 'literal' ? [String(part.value)] : []))
  return { kind: 'lambda', names, body, line }
}

/** Up to the closing sign, separated by commas or line ends. */
function parseItems(cursor: Cursor, expression: Read, closing: string): readonly Expression[] {
  const items: Expression[] = []
  for (;;) {
    while (cursor.peek().kind === 'newline' || cursor.peek().text === ',') cursor.next()
    if (cursor.take(closing)) return items
    const { line } = cursor.peek()
    const item = cursor.take('...') ? call('spread', [expression(cursor)], line) : expression(cursor)
    items.push(item)
    if (item.kind === 'invalid') return items
  }
}

function parseList(cursor: Cursor, expression: Read): Expression {
  const { line } = cursor.next()
  cursor.newlines()
  if (!cursor.take('for')) return { kind: 'list', items: parseItems(cursor, expression, ']'), line }
  const names = cursor.take('(') ? parseItems(cursor, expression, ')') : [expression(cursor)]
  const [item = null, index = null] = names.map(name => (name.kind === 'name' ? name.name : null))
  if (!cursor.take('in')) return invalid('a loop without `in`', line)
  const over = expression(cursor)
  if (!cursor.take(':')) return invalid('a loop without `:`', line)
  cursor.newlines()
  const condition = cursor.take('if') ? expression(cursor) : null
  cursor.newlines()
  const body = expression(cursor)
  cursor.newlines()
  if (!cursor.take(']')) return invalid('a loop without `]`', line)
  return { kind: 'loop', item, index, over, condition, body, line }
}

function parseObject(cursor: Cursor, expression: Read): Expression {
  const { line } = cursor.next()
  const fields: Field[] = []
  for (;;) {
    while (cursor.peek().kind === 'newline' || cursor.peek().text === ',') cursor.next()
    if (cursor.take('}')) return { kind: 'object', fields, line }
    const field = parseField(cursor, expression)
    fields.push(field)
    if (field.value.kind === 'invalid') return { kind: 'object', fields, line }
  }
}

function parseField(cursor: Cursor, expression: Read): Field {
  if (cursor.take('...')) return { key: null, value: expression(cursor) }
  while (cursor.take('@')) {
    expression(cursor)
    cursor.newlines()
  }
  const isName = cursor.peek().kind === 'name'
  const key = isName ? literal(cursor.peek().text, cursor.next().line) : parsePrimary(cursor, expression)
  if (key.kind === 'literal' && key.value === 'resource' && cursor.peek().kind === 'name')
    return { key: null, value: parseDeclaration(cursor, 'resource', expression) }
  if (!cursor.take(':')) return { key, value: invalid('a field without `:`', key.line) }
  cursor.newlines()
  return { key, value: expression(cursor) }
}

/**
 * A resource or module, from its symbol on, as a call of `declare`: what it is, symbol, type or path, whether
 * it exists already, condition, body.
 */
export function parseDeclaration(cursor: Cursor, what: 'resource' | 'module', expression: Read): Expression {
  const { text: symbol, line } = cursor.next()
  const type = parsePrimary(cursor, expression)
  const isExisting = cursor.take('existing')
  if (!cursor.take('=')) return invalid(`the ${what} ${symbol} without \`=\``, line)
  cursor.newlines()
  const condition = cursor.take('if') ? parsePrimary(cursor, expression) : literal(true, line)
  cursor.newlines()
  const body = expression(cursor)
  const parts = [literal(what, line), literal(symbol, line), type, literal(isExisting, line), condition, body]
  return call('declare', parts, line)
}

/** `(value)`, or the names of a lambda: `(name, index) => …`. */
function parseParentheses(cursor: Cursor, expression: Read): Expression {
  const { line } = cursor.next()
  const items = parseItems(cursor, expression, ')')
  if (cursor.take('=>')) {
    const names = items.flatMap(item => (item.kind === 'name' ? [item.name] : []))
    return { kind: 'lambda', names, body: bodyOf(cursor, expression), line }
  }
  return items[0] ?? invalid('empty parentheses', line)
}
