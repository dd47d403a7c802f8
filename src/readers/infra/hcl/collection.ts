import type { Expression, ExpressionNode, ForExpression, ObjectEntry } from './ast.ts'
import {
  accept,
  expectSymbol,
  fail,
  isSymbol,
  isWord,
  nested,
  next,
  peek,
  peekSecond,
  spanFrom,
} from './cursor.ts'
import type { Cursor, Parse } from './cursor.ts'
import { forClause } from './for-clause.ts'

/** A tuple, an object, or the `for` form of either. */
export function collection(cursor: Cursor, expression: Parse): ExpressionNode {
  const isObject = isSymbol(next(cursor), '{')
  const isFor = startsFor(cursor)
  return nested(cursor, isObject && !isFor, () => {
    if (isFor) return forExpression(cursor, expression, isObject ? '}' : ']')
    return isObject ? object(cursor, expression) : tuple(cursor, expression)
  })
}

/** `for` and a name; an object may have a key `for`. */
function startsFor(cursor: Cursor): boolean {
  return nested(cursor, false, () => isWord(peek(cursor), 'for') && peekSecond(cursor).kind === 'identifier')
}

function tuple(cursor: Cursor, expression: Parse): ExpressionNode {
  const items: Expression[] = []
  while (!isSymbol(peek(cursor), ']') && !cursor.problem) {
    items.push(expression(cursor))
    if (!accept(cursor, ',')) break
  }
  expectSymbol(cursor, ']')
  return { kind: 'tuple', items }
}

function object(cursor: Cursor, expression: Parse): ExpressionNode {
  const entries: ObjectEntry[] = []
  skipNewlines(cursor)
  while (!isSymbol(peek(cursor), '}') && !cursor.problem) {
    entries.push(entry(cursor, expression))
    const separated = accept(cursor, ',') || peek(cursor).kind === 'newline'
    skipNewlines(cursor)
    if (!separated) break
  }
  expectSymbol(cursor, '}')
  return { kind: 'object', entries }
}

function skipNewlines(cursor: Cursor): void {
  while (peek(cursor).kind === 'newline') next(cursor)
}

function entry(cursor: Cursor, expression: Parse): ObjectEntry {
  const key = objectKey(cursor, expression)
  if (!accept(cursor, '=') && !accept(cursor, ':')) fail(cursor, '"=" after the key')
  skipNewlines(cursor)
  return { key, value: expression(cursor) }
}

/** A bare word is a string; `(word)` is a variable. */
function objectKey(cursor: Cursor, expression: Parse): Expression {
  const start = peek(cursor)
  const second = peekSecond(cursor)
  if (start.kind !== 'identifier' || !(isSymbol(second, '=') || isSymbol(second, ':')))
    return expression(cursor)
  next(cursor)
  return { kind: 'literal', value: start.text, span: spanFrom(cursor, start) }
}

function forExpression(cursor: Cursor, expression: Parse, close: '}' | ']'): ForExpression {
  next(cursor)
  const { names, over } = forClause(cursor, expression)
  expectSymbol(cursor, ':')
  const first = expression(cursor)
  if (close === '}') expectSymbol(cursor, '=>')
  const value = close === '}' ? expression(cursor) : first
  const groups = close === '}' && accept(cursor, '...')
  const condition = isWord(peek(cursor), 'if') ? (next(cursor), expression(cursor)) : null
  expectSymbol(cursor, close)
  return { kind: 'for', names, over, key: close === '}' ? first : null, value, groups, condition }
}
