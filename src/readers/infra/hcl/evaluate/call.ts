import type { Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import type { Expression } from '../ast.ts'
import { originIn } from './context.ts'
import type { Context } from './context.ts'
import type { Evaluate } from './evaluate.ts'
import { FUNCTIONS } from './functions/index.ts'
import { failure, isFailure, scalarOf } from './outcome.ts'

type CallExpression = Extract<Expression, { kind: 'call' }>

/** https://developer.hashicorp.com/terraform/language/functions */
export function call(expression: CallExpression, context: Context, evaluate: Evaluate): Value {
  const here = originIn(context, expression.span)
  const name = expression.name.replace(/^core::/, '')
  if (name === 'try') return attempt(expression, context, evaluate)
  if (name === 'can') return can(expression, context, evaluate)
  const fn = FUNCTIONS.get(name)
  if (fn === undefined) return unknownValue(`${name}(…), which this version does not evaluate`, here)
  const args = argsOf(expression, context, evaluate)
  if ('kind' in args) return args
  return args.find(isFailure) ?? fn(args, { name, here, budget: context.budget })
}

function argsOf(
  { args, expandsLast }: CallExpression,
  context: Context,
  evaluate: Evaluate,
): readonly Value[] | Value {
  const values = args.map(arg => evaluate(arg, context))
  const last = values.at(-1)
  if (!expandsLast || last === undefined) return values
  if (last.kind === 'unknown') return last
  if (last.kind !== 'list') return failure('arguments that are no list', last.origin)
  return [...values.slice(0, -1), ...last.items]
}

/** The first that does not fail. One that is unknown may fail or not, so nobody knows. */
function attempt({ args, span }: CallExpression, context: Context, evaluate: Evaluate): Value {
  for (const arg of args) {
    const value = evaluate(arg, context)
    if (!isFailure(value)) return value
  }
  return failure('try(…), in which nothing succeeds', originIn(context, span))
}

function can({ args, span }: CallExpression, context: Context, evaluate: Evaluate): Value {
  const here = originIn(context, span)
  const [arg] = args
  const value = arg === undefined ? failure('can()', here) : evaluate(arg, context)
  if (value.kind === 'unknown' && !isFailure(value)) return value
  return scalarOf([], here, !isFailure(value))
}
