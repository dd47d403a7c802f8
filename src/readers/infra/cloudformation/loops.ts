import type { YamlField } from '../../yaml.ts'
import { textOf } from '../template/origin.ts'
import type { Value } from '../value.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './scope.ts'

/** A declaration, and what its names mean inside it. `problem`: nobody knows how many of it there are. */
export type Declared = YamlField & { readonly scope: Scope; readonly problem: string | null }

/** Loops in loops grow fast; nobody deploys more (a stack holds 500 resources). */
const MOST = 1000

/**
 * The resources, those of loops written out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function declaredIn(fields: readonly YamlField[], scope: Scope): readonly Declared[] {
  const declared: Declared[] = []
  for (const field of fields) {
    if (declared.length >= MOST) break
    declared.push(...written(field, scope))
  }
  return declared
}

function written(field: YamlField, scope: Scope): readonly Declared[] {
  if (!field.key.startsWith('Fn::ForEach::')) return [{ ...field, scope, problem: null }]
  const [name, collection, body] = field.value.items()
  const items = collection && evaluate(collection, scope)
  const iterator = name?.text() ?? ''
  const inner = body?.entries() ?? []
  if (items?.kind !== 'list') {
    const reason = items?.kind === 'unknown' ? items.reason : 'it is no list'
    return declaredIn(inner, scope).map(one => ({ ...one, problem: `the items of ${field.key}: ${reason}` }))
  }
  return items.items.slice(0, MOST).flatMap(item => {
    const names = new Map<string, Value>([...scope.names, [iterator, item]])
    const text = textOf(item) ?? '?'
    return declaredIn(inner, { ...scope, names }).map(one => ({
      ...one,
      key: one.key.replaceAll(`\${${iterator}}`, text).replaceAll(`&{${iterator}}`, alphanumeric(text)),
    }))
  })
}

const alphanumeric = (text: string): string => text.replaceAll(/[^a-z\d]/gi, '')
