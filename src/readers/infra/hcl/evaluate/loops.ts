import { collect } from '../../../../model/group-by.ts'
import type { Origin, Value } from '../../value.ts'
import { known } from '../../value.ts'
import type { Expression, ForExpression } from '../ast.ts'
import { isSpent, originIn, spend, withNames } from './context.ts'
import type { Context } from './context.ts'
import { booleanOf, described, isNull, sortedEntries, textOf } from './convert.ts'
import type { Evaluate } from './evaluate.ts'
import { failure, isFailure, listOf, mapOf, originOf } from './outcome.ts'

/** `[for … ]` and `{for … }`. A condition that nobody knows makes all of it unknown. */
export function forValue(
  expression: ForExpression & Expression,
  context: Context,
  evaluate: Evaluate,
): Value {
  const here = originIn(context, expression.span)
  const over = evaluate(expression.over, context)
  const rounds = iterations(over, expression.names)
  if (rounds === null) return notA('list', over, here)
  const found: Entry[] = []
  const conditions: Value[] = []
  spend(context.budget, rounds.length)
  for (const names of rounds) {
    if (isSpent(context.budget)) return failure('more than is evaluated', here)
    const outcome = round(expression, { context: withNames(context, names), evaluate, conditions })
    if (outcome !== null && 'kind' in outcome) return outcome
    if (outcome !== null) found.push(outcome)
  }
  const origin = originOf([over, ...conditions], here)
  if (expression.key === null)
    return listOf(
      found.map(({ value }) => value),
      origin,
    )
  return keyed(found, expression.groups, origin)
}

type Entry = { readonly key: string; readonly value: Value }
export type Names = readonly (readonly [string, Value])[]

/** What the names stand for in each round; null where there is nothing to go through. */
export function iterations(over: Value, names: readonly string[]): readonly Names[] | null {
  const [first = '', second] = names
  const bind = (key: Value, value: Value): Names =>
    second === undefined
      ? [[first, value]]
      : [
          [first, key],
          [second, value],
        ]
  if (over.kind === 'list') return over.items.map((item, index) => bind(known(index, over.origin), item))
  if (over.kind !== 'map') return null
  return sortedEntries(over.entries).map(([key, value]) => bind(known(key, over.origin), value))
}

type Round = { readonly context: Context; readonly evaluate: Evaluate; readonly conditions: Value[] }

/** Null: the condition leaves it out. A value: it stops the loop. */
function round(expression: ForExpression, { context, evaluate, conditions }: Round): Entry | Value | null {
  if (expression.condition !== null) {
    const condition = evaluate(expression.condition, context)
    const isIncluded = booleanOf(condition)
    if (isIncluded === null) return notA('condition', condition, condition.origin)
    conditions.push(condition)
    if (!isIncluded) return null
  }
  const key = expression.key && evaluate(expression.key, context)
  const name = key === null ? '' : textOf(key)
  if (key !== null && name === null) return notA('key', key, key.origin)
  const value = evaluate(expression.value, context)
  return isFailure(value) ? value : { key: name ?? '', value }
}

function keyed(found: readonly Entry[], groups: boolean, origin: Origin): Value {
  if (!groups) return mapOf(new Map(found.map(({ key, value }) => [key, value])), origin)
  const lists = collect(found.map(({ key, value }) => [key, value] as const))
  return mapOf(new Map([...lists].map(([key, items]) => [key, listOf(items, origin)])), origin)
}

/** `list[*].a.b`: of null no element, of a single value one. */
export function splat(
  expression: Expression & { kind: 'splat' },
  context: Context,
  evaluate: Evaluate,
): Value {
  const over = evaluate(expression.of, context)
  if (over.kind === 'unknown') return over
  const elements = over.kind === 'list' ? over.items : isNull(over) ? [] : [over]
  const items = elements.map(item => evaluate(expression.each, { ...context, item }))
  return items.find(isFailure) ?? listOf(items, originOf([over], originIn(context, expression.span)))
}

const notA = (what: string, value: Value, here: Origin): Value =>
  value.kind === 'unknown' ? value : failure(`${described(value)}, which is no ${what}`, here)
