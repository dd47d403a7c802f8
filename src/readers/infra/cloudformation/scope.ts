import type { YamlValue } from '../../yaml.ts'
import type { Origin, Value } from '../value.ts'

/** What the expressions of a template may refer to. */
export type Scope = {
  readonly path: string
  readonly parameters: ReadonlyMap<string, Value>
  /** Logical ids of the resources. */
  readonly resources: ReadonlySet<string>
  readonly mappings: YamlValue
  /** True, false or unknown. */
  readonly condition: (name: string) => Value
  /** What `Fn::ForEach` introduces. */
  readonly names: ReadonlyMap<string, Value>
}

export const originAt = ({ path }: Pick<Scope, 'path'>, { line }: YamlValue): Origin => ({
  at: { path, line },
  source: 'literal',
  name: null,
})

/** A call of an intrinsic function. */
export type Call = { readonly name: string; readonly argument: YamlValue }

/** `!Sub x` and `{ "Fn::Sub": x }` are the same. */
export function callIn(node: YamlValue): Call | null {
  if (node.tag?.startsWith('!') === true)
    return { name: node.tag.slice(1).replace('Fn::', ''), argument: { ...node, tag: null } }
  const [only, ...more] = node.shape === 'map' ? node.entries() : []
  if (only === undefined || more.length > 0) return null
  if (only.key !== 'Ref' && !only.key.startsWith('Fn::')) return null
  return { name: only.key.replace('Fn::', ''), argument: only.value }
}
