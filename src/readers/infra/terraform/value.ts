import type { Attribute, Expression } from '../hcl/ast.ts'
import { attributeOf, chainOf } from './scope.ts'
import type { Scope } from './scope.ts'

type Scalar = string | number | boolean

/** A value that a file states, does not state, or states in a way that cannot be read from it. */
export type Value<Type = Scalar> =
  | { readonly kind: 'known'; readonly value: Type; readonly line: number }
  | { readonly kind: 'absent'; readonly line: number }
  /** `reason` names the expression: `count = var.replicas, which has no default`. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly line: number }

/**
 * The value of an attribute: a literal, a variable of the same file with a literal default, or an attribute
 * of another resource of the file that is one of these. The line is the one that holds the literal.
 */
export function valueOf(scope: Scope, { name, value }: Attribute): Value {
  const found = evaluate(scope, value, 3)
  if (found.kind !== 'unknown') return found
  return { ...found, reason: `${name} = ${sourceOf(scope, value)}, ${found.reason}` }
}

/** As written, on one line, short enough for a message. */
export function sourceOf({ text }: Scope, { span }: Expression): string {
  const source = text.slice(span.start, Math.min(span.end, span.start + 200)).replaceAll(/\s+/g, ' ')
  return source.length > 60 ? `${source.slice(0, 60)}…` : source
}

export function asText(value: Value): Value<string> {
  return value.kind === 'known' ? { ...value, value: String(value.value) } : value
}

/** Terraform converts strings to numbers where it needs numbers. */
export function asNumber(value: Value): Value<number> {
  if (value.kind !== 'known') return value
  const number = typeof value.value === 'boolean' || value.value === '' ? Number.NaN : Number(value.value)
  if (Number.isFinite(number) && number >= 0) return { ...value, value: number }
  return { kind: 'unknown', line: value.line, reason: `${JSON.stringify(value.value)} is not a count` }
}

function evaluate(scope: Scope, expression: Expression, steps: number): Value {
  const { line } = expression.span
  if (expression.kind === 'literal')
    return expression.value === null
      ? { kind: 'absent', line }
      : { kind: 'known', value: expression.value, line }
  const [root, name, attribute, ...more] = chainOf(expression) ?? []
  if (root === 'var' && name !== undefined && attribute === undefined) return variable(scope, name, line)
  const resource = scope.resources.get(`${root}.${name}`)
  const referenced = resource && more.length === 0 ? attributeOf(resource.body, attribute ?? '') : undefined
  if (referenced && steps > 0) return evaluate(scope, referenced.value, steps - 1)
  return { kind: 'unknown', line, reason: 'which this version does not evaluate' }
}

function variable(scope: Scope, name: string, line: number): Value {
  const unknown = (reason: string): Value => ({ kind: 'unknown', line, reason })
  const block = scope.variables.get(name)
  if (block === undefined) return unknown('which this file does not define')
  const preset = attributeOf(block.body, 'default')
  if (preset === undefined) return unknown('which has no default')
  if (preset.value.kind !== 'literal') return unknown('whose default is more than one value')
  if (preset.value.value === null) return unknown('whose default is null')
  return { kind: 'known', value: preset.value.value, line: preset.value.span.line }
}
