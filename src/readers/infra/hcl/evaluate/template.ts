import type { Value } from '../../value.ts'
import type { Expression, TemplatePart } from '../ast.ts'
import { originIn, spend, stepsOf, withNames } from './context.ts'
import type { Context } from './context.ts'
import { booleanOf, described, textOf } from './convert.ts'
import type { Evaluate } from './evaluate.ts'
import { iterations } from './loops.ts'
import { failure, scalarOf } from './outcome.ts'

const MAX_LENGTH = 100_000

/** A text with values in it. One unknown value makes the whole text unknown. */
export function template(
  expression: Expression & { kind: 'template' },
  context: Context,
  evaluate: Evaluate,
): Value {
  const here = originIn(context, expression.span)
  const written: Written = { texts: [], length: 0, sources: [], stopped: null }
  write(expression.parts, { context, evaluate, written })
  if (written.stopped !== null) return written.stopped
  if (written.length > MAX_LENGTH) return failure('a text that is too long', here)
  return scalarOf(written.sources, here, written.texts.join(''))
}

type Written = { readonly texts: string[]; length: number; readonly sources: Value[]; stopped: Value | null }
type Writing = { readonly context: Context; readonly evaluate: Evaluate; readonly written: Written }

function write(parts: readonly TemplatePart[], writing: Writing): void {
  for (const part of parts) {
    const { written, context } = writing
    if (written.stopped !== null || written.length > MAX_LENGTH || !spend(context.budget, 1)) return
    if (part.kind === 'text') append(writing, part.text)
    else if (part.kind === 'interpolation') interpolate(part.value, writing)
    else if (part.kind === 'if') choose(part, writing)
    else repeat(part, writing)
  }
}

function append({ written, context }: Writing, text: string): void {
  spend(context.budget, stepsOf(text))
  written.texts.push(text)
  written.length += text.length
}

function interpolate(expression: Expression, writing: Writing): void {
  const { context, evaluate, written } = writing
  const value = evaluate(expression, context)
  const text = textOf(value)
  if (text === null) stop(written, value, 'text')
  else {
    append(writing, text)
    written.sources.push(value)
  }
}

function choose(part: TemplatePart & { kind: 'if' }, writing: Writing): void {
  const condition = writing.evaluate(part.condition, writing.context)
  const isTrue = booleanOf(condition)
  if (isTrue === null) return stop(writing.written, condition, 'condition')
  writing.written.sources.push(condition)
  write(isTrue ? part.whenTrue : part.whenFalse, writing)
}

function repeat(part: TemplatePart & { kind: 'for' }, writing: Writing): void {
  const over = writing.evaluate(part.over, writing.context)
  const rounds = iterations(over, part.names)
  if (rounds === null) return stop(writing.written, over, 'list')
  for (const names of rounds) write(part.parts, { ...writing, context: withNames(writing.context, names) })
}

function stop(written: Written, value: Value, what: string): void {
  written.stopped =
    value.kind === 'unknown' ? value : failure(`${described(value)}, which is no ${what}`, value.origin)
}
