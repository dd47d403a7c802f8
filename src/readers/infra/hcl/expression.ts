import type { Expression, ExpressionNode } from './ast.ts'
import { accept, expectSymbol, fail, isSymbol, nested, next, peek, spanFrom } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { primary } from './primary.ts'
import type { Token } from './token.ts'

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions */
export function expression(cursor: Cursor): Expression {
  return nested(cursor, cursor.newlines, () => conditional(cursor))
}

function conditional(cursor: Cursor): Expression {
  const start = peek(cursor)
  const condition = binary(cursor, 0)
  if (!accept(cursor, '?')) return condition
  const whenTrue = expression(cursor)
  expectSymbol(cursor, ':')
  const whenFalse = expression(cursor)
  return node(cursor, start, { kind: 'conditional', condition, whenTrue, whenFalse })
}

/** Higher binds tighter. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']].flatMap(
    (operators, level) => operators.map(operator => [operator, level] as const),
  ),
)

/** Operators of this level and higher. */
function binary(cursor: Cursor, least: number): Expression {
  const start = peek(cursor)
  let left = unary(cursor)
  for (let level = levelOf(peek(cursor)); level >= least; level = levelOf(peek(cursor))) {
    const operator = next(cursor).text
    const right = binary(cursor, level + 1)
    left = node(cursor, start, { kind: 'binary', operator, left, right })
  }
  return left
}

const levelOf = ({ kind, text }: Token): number => (kind === 'symbol' ? (PRECEDENCE.get(text) ?? -1) : -1)

const isOneOf = (token: Token, symbols: readonly string[]): boolean =>
  token.kind === 'symbol' && symbols.includes(token.text)

function unary(cursor: Cursor): Expression {
  const start = peek(cursor)
  if (!isOneOf(start, ['-', '!'])) return accesses(cursor)
  next(cursor)
  const operand = nested(cursor, cursor.newlines, () => unary(cursor))
  return node(cursor, start, { kind: 'unary', operator: start.text, operand })
}

/** A primary expression and the accesses that follow it: `.name`, `[index]`, `.*`, `[*]`. */
function accesses(cursor: Cursor): Expression {
  const start = peek(cursor)
  let value = primary(cursor, expression)
  for (let more = access(cursor, start, value); more !== null; more = access(cursor, start, value))
    value = more
  return value
}

function access(cursor: Cursor, start: Token, of: Expression): Expression | null {
  if (isSymbol(peek(cursor), '.')) return attributeAccess(cursor, start, of)
  if (!accept(cursor, '[')) return null
  if (accept(cursor, '*')) {
    expectSymbol(cursor, ']')
    return splat(cursor, start, { of, follows: ['.', '['] })
  }
  const index = nested(cursor, false, () => {
    const index = expression(cursor)
    expectSymbol(cursor, ']')
    return index
  })
  return node(cursor, start, { kind: 'index', of, index })
}

function attributeAccess(cursor: Cursor, start: Token, of: Expression): Expression {
  expectSymbol(cursor, '.')
  const token = next(cursor)
  if (token.kind === 'identifier') return node(cursor, start, { kind: 'attribute', of, name: token.text })
  if (isSymbol(token, '*')) return splat(cursor, start, { of, follows: ['.'] })
  if (token.kind === 'number') return legacyIndexes(cursor, token, of)
  fail(cursor, 'a name after "."')
  return of
}

/** `list.0` is `list[0]`; `list.0.1` reads like a fraction. */
function legacyIndexes(cursor: Cursor, token: Token, of: Expression): Expression {
  return token.text.split('.').reduce<Expression>((inner, digits) => {
    const index = node(cursor, token, { kind: 'literal', value: Number(digits) })
    return node(cursor, token, { kind: 'index', of: inner, index })
  }, of)
}

/** All accesses that follow apply to each element. */
function splat(
  cursor: Cursor,
  start: Token,
  { of, follows }: { readonly of: Expression; readonly follows: readonly string[] },
): Expression {
  let each = node(cursor, start, { kind: 'item' })
  while (isOneOf(peek(cursor), follows)) each = access(cursor, start, each) ?? each
  return node(cursor, start, { kind: 'splat', of, each })
}

const node = (cursor: Cursor, start: Token, content: ExpressionNode): Expression => ({
  ...content,
  span: spanFrom(cursor, start),
})
