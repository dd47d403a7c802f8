import type { Expression } from '../hcl/ast.ts'
import type { Resource, Section } from './resource.ts'
import { child, resourceOf } from './resource.ts'
import { attributeOf } from './scope.ts'
import { valueOf } from './value.ts'

/** Tags (labels at Google) that are written out; also inside `merge(…)`, and the provider's default tags. */
export function tagsOf(resource: Resource): Readonly<Record<string, string>> {
  const provider = resource.scope.providers.find(block => resource.type.startsWith(`${block.labels[0]}_`))
  const defaults = provider ? [child(resourceOf(resource.scope, provider), 'default_tags')] : []
  const sections = [...defaults, child(resource, 'node_config'), resource]
  return Object.fromEntries(sections.flatMap(mapsOf))
}

type Tag = readonly [name: string, value: string]

const mapsOf = (section: Section): readonly Tag[] =>
  ['labels', 'tags'].flatMap(name => {
    const attribute = attributeOf(section.body, name)
    return attribute ? objectsIn(attribute.value).flatMap(object => entriesOf(section, object)) : []
  })

const objectsIn = (expression: Expression): readonly Expression[] =>
  expression.kind === 'call' && expression.name === 'merge' ? expression.args : [expression]

function entriesOf({ scope }: Section, object: Expression): readonly Tag[] {
  if (object.kind !== 'object') return []
  return object.entries.flatMap(({ key, value }): readonly Tag[] => {
    const found = valueOf(scope, { name: '', value, span: value.span })
    if (key.kind !== 'literal' || found.kind !== 'known') return []
    return [[String(key.value), String(found.value)]]
  })
}
