import type { Value } from '../../value.ts'
import type { Expression } from '../ast.ts'
import { originIn } from './context.ts'
import type { Context } from './context.ts'
import { booleanOf, isNull, numberOf, textOf } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { setOf } from './functions/conversions.ts'
import { mapOf } from './outcome.ts'

/**
 * A value as the declared type of a variable makes it: `optional(number, 3)` fills in 3, `set` drops what is
 * there twice, `number` reads "3". What does not fit stays as it is.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function typed(value: Value, type: Expression, context: Context): Value {
  if (value.kind === 'unknown' || isNull(value)) return value
  if (type.kind === 'variable') return primitive(value, type.name)
  return type.kind === 'call' ? collection(value, type, context) : value
}

function collection(value: Value, type: Expression & { kind: 'call' }, context: Context): Value {
  const [inner] = type.args
  if (inner === undefined) return value
  if (value.kind === 'map')
    return type.name === 'object' ? object(value, inner, context) : map(value, type, context)
  if ((type.name !== 'list' && type.name !== 'set') || value.kind !== 'list') return value
  const items = value.items.map(item => typed(item, inner, context))
  const here = originIn(context, type.span)
  return type.name === 'set'
    ? setOf({ ...value, items }, { here, budget: context.budget })
    : { ...value, items }
}

type Typed<Kind> = Extract<Value, { kind: Kind }>

function map(value: Typed<'map'>, { name, args }: Expression & { kind: 'call' }, context: Context): Value {
  const [inner] = args
  if (name !== 'map' || inner === undefined) return value
  const entries = [...value.entries].map(([key, item]) => [key, typed(item, inner, context)] as const)
  return { ...value, entries: new Map(entries) }
}

function primitive(value: Value, type: string): Value {
  const converted = type === 'string' ? textOf(value) : type === 'number' ? numberOf(value) : booleanOf(value)
  const isPrimitive = type === 'string' || type === 'number' || type === 'bool'
  return isPrimitive && converted !== null
    ? { kind: 'scalar', value: converted, origin: value.origin }
    : value
}

function object(value: Typed<'map'>, shape: Expression, context: Context): Value {
  if (shape.kind !== 'object') return value
  const { origin } = value
  const inside = { ...context, source: { source: origin.source, name: origin.name } }
  const entries = shape.entries.flatMap(({ key, value: type }): readonly (readonly [string, Value])[] => {
    const name = key.kind === 'literal' ? String(key.value) : ''
    const stated = value.entries.get(name)
    const isOptional = type.kind === 'call' && type.name === 'optional'
    const [inner = type, preset] = isOptional ? type.args : []
    if (stated !== undefined && !(isNull(stated) && preset !== undefined))
      return [[name, typed(stated, inner, context)]]
    if (preset !== undefined) return [[name, typed(evaluate(preset, inside), inner, inside)]]
    return isOptional ? [[name, { kind: 'scalar', value: null, origin }]] : []
  })
  return mapOf(new Map(entries), origin)
}
