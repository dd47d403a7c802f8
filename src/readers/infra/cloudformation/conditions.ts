import type { YamlValue } from '../../yaml.ts'
import { originOf } from '../hcl/evaluate/outcome.ts'
import { madeOf, textOf } from '../template/made-of.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { evaluate } from './evaluate.ts'
import { callIn, originAt } from './scope.ts'
import type { Call, Scope } from './scope.ts'

/**
 * Looks up conditions by name, each evaluated once.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function conditionsOf(
  conditions: YamlValue,
  scopeWith: (condition: Scope['condition']) => Scope,
): Scope['condition'] {
  const written = new Map(conditions.entries().map(({ key, value }) => [key, value]))
  const decided = new Map<string, Value>()
  const condition = (name: string): Value => {
    const node = written.get(name)
    const ready = decided.get(name)
    if (ready !== undefined) return ready
    const here = originAt(scope, node ?? conditions)
    if (node === undefined) return unknownValue(`${name.slice(0, 100)} is not declared`, here)
    decided.set(name, unknownValue(`${name} depends on itself`, here))
    const value = decide(node, scope)
    decided.set(name, value)
    return value
  }
  const scope = scopeWith(condition)
  return condition
}

function decide(node: YamlValue, scope: Scope): Value {
  const call = callIn(node) ?? namedCondition(node)
  const here = originAt(scope, node)
  const decision = call && decideCall(call, scope, here)
  return decision ?? unknownValue('a condition that cannot be evaluated', here)
}

/** `{ Condition: IsProduction }`, which elsewhere is a property like any other. */
function namedCondition(node: YamlValue): Call | null {
  const argument = node.get('Condition')
  return argument.shape === 'nothing' ? null : { name: 'Condition', argument }
}

function decideCall({ name, argument }: Call, scope: Scope, here: Origin): Value | null {
  if (name === 'Condition') return scope.condition(argument.text() ?? '')
  if (name === 'Equals') return equals(argument, scope, here)
  const parts = argument.items().map(item => decide(item, scope))
  if (name === 'Not') return madeOf(parts, here, () => parts[0]?.kind === 'scalar' && parts[0].value !== true)
  if (name === 'And') return combined(parts, false, here)
  return name === 'Or' ? combined(parts, true, here) : null
}

/** CloudFormation compares texts: a parameter is never anything else. */
function equals(argument: YamlValue, scope: Scope, here: Origin): Value {
  const sides = argument.items().map(item => evaluate(item, scope) ?? known('', here))
  return madeOf(sides, here, () => textOf(sides[0]) === textOf(sides[1]))
}

/** One part with the deciding value is enough, whatever the others are. */
function combined(parts: readonly Value[], deciding: boolean, here: Origin): Value {
  const decider = parts.find(part => part.kind === 'scalar' && part.value === deciding)
  if (decider !== undefined) return known(deciding, originOf([decider], here))
  return madeOf(parts, here, () => !deciding)
}
