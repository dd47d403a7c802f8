import type { Origin, Value } from '../../value.ts'
import type { Expression } from '../ast.ts'
import { sameValue, unknownInside } from './compare.ts'
import { originIn } from './context.ts'
import type { Context } from './context.ts'
import { booleanOf, described, isNull, numberOf } from './convert.ts'
import type { Evaluate } from './evaluate.ts'
import { decidedBy, failure, scalarOf, unknownAmong } from './outcome.ts'

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>

export function conditional(expression: Of<'conditional'>, context: Context, evaluate: Evaluate): Value {
  const condition = evaluate(expression.condition, context)
  const isTrue = booleanOf(condition)
  if (isTrue === null) return notA('condition', condition)
  return decidedBy(evaluate(isTrue ? expression.whenTrue : expression.whenFalse, context), condition)
}

export function unary({ operator, operand }: Of<'unary'>, context: Context, evaluate: Evaluate): Value {
  const value = evaluate(operand, context)
  const here = value.origin
  if (operator === '!') {
    const isTrue = booleanOf(value)
    return isTrue === null ? notA('condition', value) : scalarOf([value], here, !isTrue)
  }
  const number = numberOf(value)
  return number === null ? notA('number', value) : scalarOf([value], here, -number)
}

export function binary(expression: Of<'binary'>, context: Context, evaluate: Evaluate): Value {
  const { operator } = expression
  const here = originIn(context, expression.span)
  const left = evaluate(expression.left, context)
  if (operator === '&&' || operator === '||') {
    const decides = operator === '||'
    if (booleanOf(left) === decides) return scalarOf([left], here, decides)
    return logical([left, evaluate(expression.right, context)], decides, here)
  }
  const right = evaluate(expression.right, context)
  if (operator === '==' || operator === '!=') return equality({ left, right, here }, operator, context)
  return arithmetic({ left, right, here }, operator)
}

/** One side that decides is enough, whatever the other one is. */
function logical([left, right]: readonly [Value, Value], decides: boolean, here: Origin): Value {
  if (booleanOf(right) === decides) return scalarOf([right], here, decides)
  const odd = [left, right].find(value => booleanOf(value) === null)
  return odd === undefined ? scalarOf([left, right], here, !decides) : notA('condition', odd)
}

type Sides = { readonly left: Value; readonly right: Value; readonly here: Origin }

function equality({ left, right, here }: Sides, operator: string, { budget }: Context): Value {
  const isSame = isNull(left) && isNull(right) ? true : sameValue(left, right, budget)
  if (isSame !== null) return scalarOf([left, right], here, isSame === (operator === '=='))
  return unknownInside([left, right], budget) ?? failure('more than is compared', here)
}

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
}

function arithmetic({ left, right, here }: Sides, operator: string): Value {
  const unknown = unknownAmong([left, right])
  if (unknown !== null) return unknown
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a === null || b === null) return notA('number', a === null ? left : right)
  const result = ARITHMETIC[operator]?.(a, b)
  if (result === undefined || Number.isNaN(result) || Math.abs(Number(result)) === Infinity)
    return failure(`${a} ${operator} ${b}, which has no result`, here)
  return scalarOf([left, right], here, result)
}

const notA = (what: string, value: Value): Value =>
  value.kind === 'unknown' ? value : failure(`${described(value)}, which is no ${what}`, value.origin)
