import type { ExpressionNode, TemplatePart } from './ast.ts'
import { fail, isWord, nested, next, peek, peekSecond } from './cursor.ts'
import type { Cursor, Parse } from './cursor.ts'
import { forClause } from './for-clause.ts'

/** A quoted string or heredoc. Without sequences it is a literal; a lone `${…}` is the value inside. */
export function template(cursor: Cursor, expression: Parse): ExpressionNode {
  next(cursor)
  const parts = nested(cursor, false, () => partsUntilEnd(cursor, expression))
  if (peek(cursor).kind === 'template-end') next(cursor)
  else fail(cursor, 'the end of the string')
  return simplest(parts)
}

function simplest(parts: readonly TemplatePart[]): ExpressionNode {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'interpolation') return only.value
  const texts = parts.flatMap(part => (part.kind === 'text' ? [part.text] : []))
  if (texts.length < parts.length) return { kind: 'template', parts }
  return { kind: 'literal', value: texts.join('') }
}

/** Up to the end of the template, or a directive that ends the enclosing one (`else`, `endif`, `endfor`). */
function partsUntilEnd(cursor: Cursor, expression: Parse): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  for (let token = peek(cursor); ; token = peek(cursor)) {
    if (token.kind === 'text') parts.push({ kind: 'text', text: next(cursor).text })
    else if (token.kind === 'interpolation') parts.push(interpolation(cursor, expression))
    else if (token.kind === 'directive' && isWord(peekSecond(cursor), 'if'))
      parts.push(choice(cursor, expression))
    else if (token.kind === 'directive' && isWord(peekSecond(cursor), 'for'))
      parts.push(loop(cursor, expression))
    else return parts
  }
}

function interpolation(cursor: Cursor, expression: Parse): TemplatePart {
  next(cursor)
  const value = expression(cursor)
  endSequence(cursor)
  return { kind: 'interpolation', value }
}

function choice(cursor: Cursor, expression: Parse): TemplatePart {
  const condition = opened(cursor, () => expression(cursor))
  const whenTrue = inside(cursor, expression)
  const hasElse = isWord(peekSecond(cursor), 'else')
  if (hasElse) opened(cursor, () => null)
  const whenFalse = hasElse ? inside(cursor, expression) : []
  closing(cursor, 'endif')
  return { kind: 'if', condition, whenTrue, whenFalse }
}

function loop(cursor: Cursor, expression: Parse): TemplatePart {
  const { names, over } = opened(cursor, () => forClause(cursor, expression))
  const parts = inside(cursor, expression)
  closing(cursor, 'endfor')
  return { kind: 'for', names, over, parts }
}

/** `%{ word … }` */
function opened<Result>(cursor: Cursor, parse: () => Result): Result {
  next(cursor)
  next(cursor)
  const result = parse()
  endSequence(cursor)
  return result
}

const inside = (cursor: Cursor, expression: Parse): readonly TemplatePart[] =>
  nested(cursor, false, () => partsUntilEnd(cursor, expression))

function closing(cursor: Cursor, word: string): void {
  if (peek(cursor).kind === 'directive' && isWord(peekSecond(cursor), word)) opened(cursor, () => null)
  else fail(cursor, `"%{ ${word} }"`)
}

function endSequence(cursor: Cursor): void {
  if (peek(cursor).kind === 'sequence-end') next(cursor)
  else fail(cursor, '"}" after the value')
}
