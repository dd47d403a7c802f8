import type { Resource, Stack } from '../resource.ts'
import type { Value } from '../value.ts'
import { textsIn, unknownsIn } from './leaves.ts'
import { plain, valueOf } from './section.ts'
import type { Section } from './section.ts'

/** The resources that are declared together with one, and how to find them. */
export type Neighbors = {
  /** The resources that an attribute is made from. */
  readonly references: (section: Section, name: string) => readonly Resource[]
  readonly named: (type: string, name: string) => readonly Resource[]
  /** Resources of the type, else of any, that mention its address or its name. */
  readonly users: (resource: Resource, type?: string) => readonly Resource[]
}

export function neighborsOf(stack: Stack): Neighbors {
  const byAddress = groupBy(stack, ({ address }) => [address])
  const byName = groupBy(stack, resource => [`${resource.type} ${plain(resource, 'name')}`])
  const byMention = groupBy(stack, mentionsIn)
  return {
    references(section, name) {
      const value = valueOf(section, name)
      const unknowns = value === null ? [] : unknownsIn(value)
      const addresses = new Set(unknowns.flatMap(({ references }) => references.map(withoutKeys)))
      return [...addresses].flatMap(address => byAddress.get(address) ?? [])
    },
    named: (type, name) => byName.get(`${type} ${name}`) ?? [],
    users(resource, type) {
      const { address } = resource
      const names = new Set([address, plain(resource, 'name') ?? address])
      const users = new Set([...names].flatMap(name => byMention.get(name) ?? []))
      return [...users].filter(user => user.address !== address && user.type === (type ?? user.type))
    },
  }
}

export type Pointer = {
  readonly section: Section
  readonly name: string
  readonly types: readonly string[]
  /** The instance that points. */
  readonly key?: string | null
}

/**
 * The resource of one of these types that an attribute points to, by reference or, where it is written out,
 * by its name. Of several instances the one with the same key.
 */
export function referenced(neighbors: Neighbors, { section, name, types, key }: Pointer): Resource | null {
  const direct = neighbors.references(section, name).filter(({ type }) => types.includes(type))
  const written = plain(section, name)
  const named = written === null ? [] : types.flatMap(type => neighbors.named(type, written))
  const found = direct.length > 0 ? direct : named
  return found.find(resource => resource.key === key) ?? found[0] ?? null
}

/** Addresses, and texts as they are and in their parts: `endpoint/chat/variant/live`. */
function mentionsIn({ values }: Resource): readonly string[] {
  const all: readonly Value[] = [...values.values()]
  const references = all.flatMap(unknownsIn).flatMap(unknown => unknown.references.map(withoutKeys))
  const texts = all.flatMap(textsIn).flatMap(text => [text, ...(text.length < 300 ? text.split('/') : [])])
  return [...new Set([...references, ...texts])]
}

/** `aws_launch_template.gpu[0]` is an instance of `aws_launch_template.gpu`. */
const withoutKeys = (address: string): string => address.replaceAll(/\[[^[\]]*\]/g, '')

function groupBy(stack: Stack, keysOf: (resource: Resource) => readonly string[]) {
  const groups = new Map<string, Resource[]>()
  for (const resource of stack)
    for (const key of keysOf(resource)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [resource])
      else group.push(resource)
    }
  return groups
}
