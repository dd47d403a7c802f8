import type { YamlValue } from '../../yaml.ts'
import { decidedBy, originOf } from '../hcl/evaluate/outcome.ts'
import { firstUnknown, joined, textOf } from '../template/made-of.ts'
import { undecided } from '../template/undecided.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { getAttribute, reference } from './reference.ts'
import { callIn, originAt } from './scope.ts'
import type { Call, Scope } from './scope.ts'

/**
 * The value of a piece of a template; null where it is `AWS::NoValue`, as if it were not written.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function evaluate(node: YamlValue, scope: Scope): Value | null {
  const call = callIn(node)
  const here = originAt(scope, node)
  if (call !== null) return evaluateCall(call, scope, here)
  if (node.shape === 'list')
    return { kind: 'list', items: node.items().flatMap(item => evaluate(item, scope) ?? []), origin: here }
  if (node.shape === 'map') return mapOf(node, scope, here)
  return literal(node, here)
}

function literal(node: YamlValue, here: Origin): Value {
  const text = node.text()
  if (text?.includes('{{resolve:') === true) return unknownValue(`${text}, read when it is deployed`, here)
  return known(node.boolean() ?? text, here)
}

function mapOf(node: YamlValue, scope: Scope, origin: Origin): Value {
  const entries = node.entries().flatMap(({ key, value }): readonly (readonly [string, Value])[] => {
    const item = evaluate(value, scope)
    return item === null ? [] : [[key, item]]
  })
  return { kind: 'map', entries: new Map(entries), origin }
}

function evaluateCall({ name, argument }: Call, scope: Scope, here: Origin): Value | null {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  return run === undefined
    ? unknownValue(`Fn::${name.slice(0, 60)}, which cannot be evaluated here`, here)
    : run(argument, scope, here)
}

type Run = (argument: YamlValue, scope: Scope, here: Origin) => Value | null

const FUNCTIONS: Readonly<Record<string, Run>> = {
  Ref: (argument, scope, here) => reference(argument.text() ?? '', scope, here),
  GetAtt: (argument, scope, here) => getAttribute(pathIn(argument, scope), scope, here),
  If: choose,
  Sub: substitute,
  Join: join,
  Select: select,
  Split: split,
  FindInMap: findInMap,
  ImportValue: (argument, scope, here) =>
    unknownValue(`${shown(evaluate(argument, scope))}, imported from another stack`, here),
}

const pathIn = (argument: YamlValue, scope: Scope): string =>
  argument.text() ?? argumentsOf(argument, scope).map(shown).join('.')

const shown = (value: Value | null): string =>
  textOf(value)?.slice(0, 100) ?? (value?.kind === 'unknown' ? value.reason : '…')

/** `AWS::NoValue` among them keeps its place. */
const argumentsOf = (argument: YamlValue, scope: Scope): readonly Value[] =>
  argument.items().map(item => evaluate(item, scope) ?? known(null, originAt(scope, item)))

function choose(argument: YamlValue, scope: Scope, here: Origin): Value | null {
  const [name, yes, no] = argument.items()
  const condition = name?.text() ?? ''
  if (yes === undefined || no === undefined) return unknownValue('an Fn::If without two values', here)
  const decision = scope.condition(condition)
  if (decision.kind === 'scalar') {
    const value = evaluate(decision.value === true ? yes : no, scope)
    return value && decidedBy(value, decision)
  }
  const reason = decision.kind === 'unknown' ? decision.reason : 'which is no condition'
  const why = unknownValue(`decided by the condition ${condition}: ${reason}`, here)
  return undecided(evaluate(yes, scope), evaluate(no, scope), why)
}

function substitute(argument: YamlValue, scope: Scope, here: Origin): Value {
  const [template, names] = argument.shape === 'list' ? argument.items() : [argument]
  const own = new Map((names?.entries() ?? []).map(({ key, value }) => [key, value]))
  const parts = (template?.text() ?? '').split(/(\$\{[^{}]*\})/).map((part, index): Value => {
    if (index % 2 === 0) return known(part, here)
    const name = part.slice(2, -1).trim()
    if (name.startsWith('!')) return known(`\${${name.slice(1)}}`, here)
    const value = own.get(name)
    if (value !== undefined) return evaluate(value, scope) ?? known(null, here)
    const found = name.includes('.') ? getAttribute(name, scope, here) : reference(name, scope, here)
    return found ?? known(null, here)
  })
  return joined(parts, '', here)
}

function join(argument: YamlValue, scope: Scope, here: Origin): Value {
  const [separator, list] = argumentsOf(argument, scope)
  if (list?.kind === 'unknown') return list
  return joined(list?.kind === 'list' ? list.items : [], textOf(separator) ?? '', here)
}

function select(argument: YamlValue, scope: Scope, here: Origin): Value {
  const [index, list] = argumentsOf(argument, scope)
  const unread = firstUnknown([index, list].flatMap(value => value ?? []))
  if (unread !== null) return unread
  const item = list?.kind === 'list' ? list.items[Number(textOf(index) ?? Number.NaN)] : undefined
  return item ?? unknownValue('an Fn::Select of what is not in its list', here)
}

function split(argument: YamlValue, scope: Scope, here: Origin): Value {
  const [separator, text] = argumentsOf(argument, scope)
  if (text?.kind === 'unknown') return text
  const origin = text === undefined ? here : originOf([text], here)
  const parts = (textOf(text) ?? '').split(textOf(separator) ?? ',')
  return { kind: 'list', items: parts.map(part => known(part, origin)), origin }
}

function findInMap(argument: YamlValue, scope: Scope, here: Origin): Value {
  const keys = argumentsOf(argument, scope)
  const unread = firstUnknown(keys.slice(0, 3))
  if (unread !== null) return unread
  const names = keys.slice(0, 3).map(key => textOf(key) ?? '')
  const found = names.reduce((map, name) => map.get(name), scope.mappings)
  const [, , , otherwise] = argument.items()
  const fallback = found.shape === 'nothing' ? otherwise?.get('DefaultValue') : found
  const value = fallback === undefined ? null : evaluate(fallback, scope)
  if (value === null || fallback?.shape === 'nothing')
    return unknownValue(`${names.join('.')}, which no mapping has`, here)
  return { ...value, origin: originOf(keys, value.origin) }
}
