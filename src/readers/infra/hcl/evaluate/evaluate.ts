import type { Value } from '../../value.ts'
import { known, unknownValue } from '../../value.ts'
import type { Expression } from '../ast.ts'
import { access } from './access.ts'
import { call } from './call.ts'
import { deeper, originIn, spend } from './context.ts'
import type { Context, Step } from './context.ts'
import { textOf } from './convert.ts'
import { forValue, splat } from './loops.ts'
import { binary, conditional, unary } from './operators.ts'
import { failure, isFailure, listOf, mapOf } from './outcome.ts'
import { template } from './template.ts'

/** Handed down, because everything that an expression holds is an expression again. */
export type Evaluate = typeof evaluate

/**
 * The value of an expression: known as far as the tree decides it, else unknown with the reason. Never throws;
 * bounded by the budget of the context.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export function evaluate(expression: Expression, context: Context): Value {
  const refused = (what: string) => unknownValue(what, originIn(context, expression.span))
  if (!spend(context.budget, 1)) return refused('more than is evaluated')
  const tooDeep = refused('an expression that is nested too deeply')
  return deeper(context.budget, tooDeep, () => valueOf(expression, context))
}

function valueOf(expression: Expression, context: Context): Value {
  switch (expression.kind) {
    case 'literal':
      return known(expression.value, originIn(context, expression.span))
    case 'template':
      return template(expression, context, evaluate)
    case 'tuple':
      return tuple(expression, context)
    case 'object':
      return object(expression, context)
    case 'call':
      return call(expression, context, evaluate)
    case 'unary':
      return unary(expression, context, evaluate)
    case 'binary':
      return binary(expression, context, evaluate)
    case 'conditional':
      return conditional(expression, context, evaluate)
    default:
      return reference(expression, context)
  }
}

type Reference = Extract<
  Expression,
  { kind: 'variable' | 'attribute' | 'index' | 'for' | 'splat' | 'item' | 'invalid' }
>

/** What other values are made of it, or taken from. */
function reference(expression: Reference, context: Context): Value {
  const here = originIn(context, expression.span)
  if (expression.kind === 'for') return forValue(expression, context, evaluate)
  if (expression.kind === 'splat') return splat(expression, context, evaluate)
  if (expression.kind === 'item') return context.item ?? failure('a splat without a list', here)
  if (expression.kind === 'invalid') return unknownValue('what cannot be read', here)
  return traversal(expression, context)
}

function tuple(expression: Expression & { kind: 'tuple' }, context: Context): Value {
  const items = expression.items.map(item => evaluate(item, context))
  return items.find(isFailure) ?? listOf(items, originIn(context, expression.span))
}

function object(expression: Expression & { kind: 'object' }, context: Context): Value {
  const here = originIn(context, expression.span)
  const entries = new Map<string, Value>()
  for (const { key, value } of expression.entries) {
    const name = evaluate(key, context)
    const text = textOf(name)
    if (text === null) return name.kind === 'unknown' ? name : failure('a key that is no text', here)
    const item = evaluate(value, context)
    if (isFailure(item)) return item
    entries.set(text, item)
  }
  return mapOf(entries, here)
}

/** A chain of accesses, as one: what stands before it may know the chain only as a whole. */
function traversal(expression: Reference, context: Context): Value {
  const here = originIn(context, expression.span)
  const steps: Step[] = []
  let root: Expression = expression
  for (; root.kind === 'attribute' || root.kind === 'index'; root = root.of)
    steps.push({
      key:
        root.kind === 'index'
          ? evaluate(root.index, context)
          : known(root.name, originIn(context, root.span)),
    })
  spend(context.budget, steps.length)
  steps.reverse()
  const { value, rest } = start(root, steps, context)
  return rest.reduce((inner, step) => access(inner, step.key, here), value)
}

function start(root: Expression, steps: readonly Step[], context: Context) {
  if (root.kind !== 'variable') return { value: evaluate(root, context), rest: steps }
  const named = context.names.get(root.name)
  return named === undefined
    ? context.resolve(root.name, steps, originIn(context, root.span))
    : { value: named, rest: steps }
}
