import { decidedBy, originOf } from '../hcl/evaluate/outcome.ts'
import { firstUnknown, madeOf, textOf } from '../template/made-of.ts'
import { undecided } from '../template/undecided.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import type { Expression, Field, Loop } from './expression.ts'
import { runFunction } from './functions.ts'
import { originAt, shown, withNames } from './scope.ts'
import type { Scope } from './scope.ts'

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>

const DEEPEST = 200

/**
 * The value of an expression, unknown with the reason where only the deployment decides it. Never throws.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  const here = originAt(scope, expression)
  const { budget } = scope
  budget.steps--
  if (budget.steps < 0 || budget.depth > DEEPEST) return unknownValue('more than can be evaluated here', here)
  budget.depth++
  const value = evaluateKind(expression, scope, here)
  budget.depth--
  return value
}

function evaluateKind(expression: Expression, scope: Scope, here: Origin): Value {
  if (expression.kind === 'literal') return known(expression.value, here)
  if (expression.kind === 'list') return listOf(expression, scope, here)
  if (expression.kind === 'object') return objectOf(expression.fields, scope, here)
  if (expression.kind === 'name') return named(expression, scope, here)
  if (expression.kind === 'access') return access(expression, scope, here)
  if (expression.kind === 'loop') return loop(expression, scope, here)
  if (expression.kind === 'call') return evaluateCall(expression, scope, here)
  const reason = expression.kind === 'invalid' ? expression.reason : 'a function'
  return unknownValue(`${reason}, which cannot be evaluated here`, here)
}

function listOf({ items }: Of<'list'>, scope: Scope, origin: Origin): Value {
  const values = items.map(item => {
    const [spread] = item.kind === 'call' && item.name === 'spread' ? item.parts : []
    const value = evaluate(spread ?? item, scope)
    return spread !== undefined && value.kind === 'list' ? value.items : [value]
  })
  return { kind: 'list', items: values.flat(), origin }
}

function objectOf(fields: readonly Field[], scope: Scope, origin: Origin): Value {
  const entries = new Map<string, Value>()
  for (const { key, value } of fields) {
    // Resources that are written inside are read apart.
    if (value.kind === 'call' && value.name === 'declare') continue
    const item = evaluate(value, scope)
    if (key === null && item.kind === 'unknown') return item
    if (key === null && item.kind === 'map') for (const [name, each] of item.entries) entries.set(name, each)
    const name = key === null ? null : textOf(evaluate(key, scope))
    if (name !== null) entries.set(name, item)
  }
  return { kind: 'map', entries, origin }
}

function named({ name }: Of<'name'>, scope: Scope, here: Origin): Value {
  const value = scope.names.get(name) ?? scope.variable(name) ?? parameter(name, scope)
  if (value !== null) return value
  const address = scope.address(name)
  const reason = address === null ? 'which is not declared' : 'known only when it is deployed'
  return unknownValue(`${name}, ${reason}`, here, address === null ? [] : [address])
}

/** Unless a loop over it already told that nobody knows it. */
const parameter = (name: string, scope: Scope): Value | null =>
  scope.names.get(`parameter ${name}`) ?? scope.parameter(name)

function access(expression: Of<'access'>, scope: Scope, here: Origin): Value {
  const of = evaluate(expression.of, scope)
  const text = shown(expression)
  if (of.kind === 'unknown')
    return of.reason.endsWith(DEPLOYED) ? { ...of, reason: `${text}, ${DEPLOYED}` } : of
  const key = evaluate(expression.key, scope)
  if (key.kind === 'unknown') return key
  const name = textOf(key) ?? ''
  const found =
    of.kind === 'list' ? of.items[Number(name)] : of.kind === 'map' ? entryOf(of.entries, name) : undefined
  if (found !== undefined) return { ...found, origin: originOf([of, key], found.origin) }
  return expression.safe ? known(null, here) : unknownValue(`${text}, which is not there`, here)
}

const DEPLOYED = 'known only when it is deployed'

/** ARM ignores the case of names. */
function entryOf(entries: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const lower = name.toLowerCase()
  return entries.get(name) ?? [...entries].find(([key]) => key.toLowerCase() === lower)?.[1]
}

function loop(expression: Of<'loop'>, scope: Scope, here: Origin): Value {
  const over = evaluate(expression.over, scope)
  if (over.kind !== 'list') return over.kind === 'unknown' ? over : unknownValue('a loop over no list', here)
  const items: Value[] = []
  for (const inner of scopesOf(expression, over.items, scope)) {
    const wanted = expression.condition && evaluate(expression.condition, inner)
    if (wanted?.kind === 'unknown') return wanted
    if (wanted === null || isTrue(wanted)) items.push(evaluate(expression.body, inner))
  }
  return { kind: 'list', items, origin: originOf([over], here) }
}

/** The scope of each turn of a loop. */
export const scopesOf = ({ item, index }: Loop, items: readonly Value[], scope: Scope): readonly Scope[] =>
  items.map((value, turn) =>
    withNames(scope, [
      ...(item === null ? [] : [[item, value] as const]),
      ...(index === null ? [] : [[index, known(turn, value.origin)] as const]),
      ...(index?.startsWith('copy:') === true ? [['copy:', known(turn, value.origin)] as const] : []),
    ]),
  )

/** Environments and parameter files of azd have booleans as text. */
export const isTrue = (value: Value): boolean => textOf(value)?.toLowerCase() === 'true'

function evaluateCall(expression: Of<'call'>, scope: Scope, here: Origin): Value {
  const { name, parts } = expression
  if (name === 'if') return choose(parts, scope, here)
  if (name === 'and' || name === 'or') return both(parts, name === 'or', { scope, here })
  const lookup = Object.hasOwn(LOOKUPS, name) ? LOOKUPS[name] : undefined
  if (lookup !== undefined)
    return lookup(
      parts.map(part => evaluate(part, scope)),
      scope,
      here,
    )
  const lambda = parts.find(part => part.kind === 'lambda')
  if (lambda?.kind === 'lambda') return overEach(expression, lambda, scope)
  const values = parts.map(part => evaluate(part, scope))
  return (
    runFunction(name, values, here) ??
    unknownValue(`${shown(expression)}, ${DEPLOYED}`, here, references(values))
  )
}

const references = (values: readonly Value[]): readonly string[] =>
  values.flatMap(value => (value.kind === 'unknown' ? value.references : []))

type Lookup = (values: readonly Value[], scope: Scope, here: Origin) => Value

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  parameters: ([name], scope, here) => {
    const text = textOf(name) ?? ''
    return parameter(text, scope) ?? unknownValue(`parameter ${text}, which is not declared`, here)
  },
  variables: ([name], scope, here) => {
    const text = textOf(name) ?? ''
    return scope.variable(text) ?? unknownValue(`variable ${text}, which is not declared`, here)
  },
  lambdavariables: ([name], scope, here) =>
    scope.names.get(textOf(name) ?? '') ?? unknownValue('a variable that is not declared', here),
  copyindex: ([first, second], scope, here) => {
    const isNamed = first?.kind === 'scalar' && typeof first.value === 'string'
    const index = scope.names.get(`copy:${isNamed ? textOf(first) : ''}`)
    const offset = Number(textOf(isNamed ? second : first) ?? 0)
    return index === undefined || index.kind === 'unknown'
      ? unknownValue('the index of a loop', here)
      : known(Number(textOf(index)) + offset, index.origin)
  },
}

function choose(parts: readonly Expression[], scope: Scope, here: Origin): Value {
  const [condition, yes, no] = parts
  if (condition === undefined || yes === undefined || no === undefined)
    return unknownValue('a condition without two values', here)
  const decision = evaluate(condition, scope)
  if (decision.kind !== 'unknown') return decidedBy(evaluate(isTrue(decision) ? yes : no, scope), decision)
  const why = { ...decision, reason: `decided by ${shown(condition)}: ${decision.reason}` }
  return undecided(evaluate(yes, scope), evaluate(no, scope), why) ?? why
}

type Where = { readonly scope: Scope; readonly here: Origin }

/** One part with the deciding value is enough, whatever the others are. */
function both(parts: readonly Expression[], deciding: boolean, { scope, here }: Where): Value {
  const values: Value[] = []
  for (const part of parts) {
    const value = evaluate(part, scope)
    if (value.kind !== 'unknown' && isTrue(value) === deciding)
      return known(deciding, originOf([value], here))
    values.push(value)
  }
  return madeOf(values, here, () => !deciding)
}

/** `map` and `filter`. */
function overEach({ name, parts, line }: Of<'call'>, lambda: Of<'lambda'>, scope: Scope): Value {
  const here = originAt(scope, { line })
  const [list] = parts.slice(0, 1).map(part => evaluate(part, scope))
  const [item = ''] = lambda.names
  if (list?.kind === 'unknown') return list
  if (list?.kind !== 'list' || (name !== 'map' && name !== 'filter'))
    return unknownValue(`${name}(…), which cannot be evaluated here`, here)
  const results = list.items.map(value => evaluate(lambda.body, withNames(scope, [[item, value]])))
  if (name === 'map') return { kind: 'list', items: results, origin: originOf([list], here) }
  const unread = firstUnknown(results)
  const kept = list.items.filter((_, index) => isTrue(results[index] ?? known(false, here)))
  return unread ?? { kind: 'list', items: kept, origin: originOf([list], here) }
}
