import type { YamlField } from '../../yaml.ts'
import { textOf } from '../template/made-of.ts'
import type { Value } from '../value.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './scope.ts'

/** A declaration, and what its names mean inside it. `problem`: nobody knows how many of it there are. */
export type Declared = YamlField & { readonly scope: Scope; readonly problem: string | null }

/** Loops in loops grow fast, and a stack holds 500 resources at most. */
const MOST_ITEMS = 200
const DEEPEST = 2

/**
 * The resources, those of loops written out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export const declaredIn = (fields: readonly YamlField[], scope: Scope): readonly Declared[] =>
  fields.flatMap(field => {
    if (!field.key.startsWith('Fn::ForEach::')) return [{ ...field, scope, problem: null }]
    return scope.names.size < DEEPEST ? turnsOf(field, scope) : []
  })

function turnsOf({ key, value }: YamlField, scope: Scope): readonly Declared[] {
  const [name, collection, body] = value.items()
  const items = collection && evaluate(collection, scope)
  const iterator = name?.text() ?? ''
  const inner = body?.entries() ?? []
  if (items?.kind !== 'list') {
    const reason = items?.kind === 'unknown' ? items.reason : 'it is no list'
    return declaredIn(inner, scope).map(one => ({ ...one, problem: `the items of ${key}: ${reason}` }))
  }
  return items.items.slice(0, MOST_ITEMS).flatMap(item => {
    const names = new Map<string, Value>([...scope.names, [iterator, item]])
    const text = textOf(item) ?? '?'
    return declaredIn(inner, { ...scope, names }).map(one => ({
      ...one,
      key: one.key.replaceAll(`\${${iterator}}`, text).replaceAll(`&{${iterator}}`, alphanumeric(text)),
    }))
  })
}

const alphanumeric = (text: string): string => text.replaceAll(/[^a-z\d]/gi, '')
