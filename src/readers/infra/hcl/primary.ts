import type { Expression, ExpressionNode } from './ast.ts'
import { collection } from './collection.ts'
import { accept, expectName, expectSymbol, fail, isSymbol, nested, next, peek, spanFrom } from './cursor.ts'
import type { Cursor, Parse } from './cursor.ts'
import { template } from './template.ts'

const KEYWORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** A literal, template, variable, call, collection or an expression in parentheses. */
export function primary(cursor: Cursor, expression: Parse): Expression {
  const start = peek(cursor)
  if (isSymbol(start, '(')) return parenthesized(cursor, expression)
  return { ...content(cursor, expression), span: spanFrom(cursor, start) }
}

function parenthesized(cursor: Cursor, expression: Parse): Expression {
  next(cursor)
  return nested(cursor, false, () => {
    const inner = expression(cursor)
    expectSymbol(cursor, ')')
    return inner
  })
}

function content(cursor: Cursor, expression: Parse): ExpressionNode {
  const token = peek(cursor)
  if (token.kind === 'number') return { kind: 'literal', value: Number(next(cursor).text) }
  if (token.kind === 'template') return template(cursor, expression)
  if (token.kind === 'identifier') return named(cursor, expression)
  if (isSymbol(token, '[') || isSymbol(token, '{')) return collection(cursor, expression)
  fail(cursor, 'a value')
  return { kind: 'invalid' }
}

function named(cursor: Cursor, expression: Parse): ExpressionNode {
  const name = [next(cursor).text]
  while (accept(cursor, '::')) name.push(expectName(cursor, 'the name of a function'))
  if (isSymbol(peek(cursor), '(')) return call(cursor, name.join('::'), expression)
  const keyword = KEYWORDS.get(name[0] ?? '')
  return keyword === undefined
    ? { kind: 'variable', name: name.join('::') }
    : { kind: 'literal', value: keyword }
}

function call(cursor: Cursor, name: string, expression: Parse): ExpressionNode {
  next(cursor)
  const args: Expression[] = []
  let expandsLast = false
  nested(cursor, false, () => {
    while (!isSymbol(peek(cursor), ')') && !cursor.problem) {
      args.push(expression(cursor))
      expandsLast = accept(cursor, '...')
      if (!accept(cursor, ',')) break
    }
    expectSymbol(cursor, ')')
  })
  return { kind: 'call', name, args, expandsLast }
}
