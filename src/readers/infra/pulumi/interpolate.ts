import type { YamlValue } from '../../yaml.ts'
import { originOf } from '../hcl/evaluate/outcome.ts'
import { joined, textOf } from '../template/made-of.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'

/** What the expressions of a program may refer to. */
export type Scope = {
  readonly path: string
  /** A configuration value or variable; null: there is none of that name. */
  readonly named: (name: string) => Value | null
  readonly resources: ReadonlySet<string>
}

/**
 * The value of a piece of a program.
 * https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/
 */
export function evaluate(node: YamlValue, scope: Scope): Value {
  const here: Origin = { at: { path: scope.path, line: node.line }, source: 'literal', name: null }
  if (node.shape === 'list')
    return { kind: 'list', items: node.items().map(item => evaluate(item, scope)), origin: here }
  if (node.shape === 'map') return mapOf(node, scope, here)
  const text = node.text()
  if (text?.includes('${') !== true) return known(node.boolean() ?? text, here)
  return interpolated(text, scope, here)
}

function mapOf(node: YamlValue, scope: Scope, origin: Origin): Value {
  const fields = node.entries()
  const [only] = fields
  if (only?.key.startsWith('fn::') === true) return called(only.key, only.value, { scope, here: origin })
  const entries = fields.map(({ key, value }) => [key, evaluate(value, scope)] as const)
  return { kind: 'map', entries: new Map(entries), origin }
}

type Where = { readonly scope: Scope; readonly here: Origin }

function called(name: string, argument: YamlValue, { scope, here }: Where): Value {
  if (name === 'fn::secret') return evaluate(argument, scope)
  const [first, second] = argument.items().map(item => evaluate(item, scope))
  if (name === 'fn::join' && second?.kind === 'list') return joined(second.items, textOf(first) ?? '', here)
  if (name === 'fn::select' && second?.kind === 'list')
    return second.items[Number(textOf(first))] ?? unknownValue('an item that is not in its list', here)
  return unknownValue(`${name.slice(0, 60)}, known only when it is deployed`, here)
}

/** `$${` is a dollar sign and a brace. */
function interpolated(text: string, scope: Scope, here: Origin): Value {
  const pieces = text.split(/(\$?\$\{[^{}]*\})/)
  const parts = pieces.flatMap((piece, index) => {
    if (index % 2 === 0) return piece === '' ? [] : [known(piece, here)]
    return piece.startsWith('$$')
      ? [known(piece.slice(1), here)]
      : [reference(piece.slice(2, -1), scope, here)]
  })
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : joined(parts, '', here)
}

/** `instanceType`, `config.sizes[0].name`, `cluster["name"]` */
function reference(path: string, scope: Scope, here: Origin): Value {
  const [name = '', ...steps] = path
    .split(/\.|\[(?:"([^"]*)"|(\d+))\]/)
    .filter(step => step !== undefined && step !== '')
  const value = scope.named(name)
  const isResource = value === null && scope.resources.has(name)
  if (value === null)
    return isResource
      ? unknownValue(`${path}, known only when it is deployed`, here, [name])
      : unknownValue(`${path.slice(0, 100)}, which the program does not declare`, here)
  const found = steps.reduce<Value | null>((at, step) => at && stepInto(at, step), value)
  return found === null
    ? unknownValue(`${path.slice(0, 100)}, which is not there`, here)
    : { ...found, origin: originOf([value], found.origin) }
}

function stepInto(value: Value, step: string): Value | null {
  if (value.kind === 'unknown') return value
  if (value.kind === 'map') return value.entries.get(step) ?? null
  return value.kind === 'list' ? (value.items[Number(step)] ?? null) : null
}
