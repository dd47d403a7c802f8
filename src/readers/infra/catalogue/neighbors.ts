import type { Resource, Stack } from '../resource.ts'
import type { Value } from '../value.ts'
import { textsIn, unknownsIn } from './leaves.ts'
import { plain, valueOf } from './section.ts'
import type { Section } from './section.ts'

/** The resources that are declared together with one, and how to find them. */
export type Neighbors = {
  readonly ofType: (...types: readonly string[]) => readonly Resource[]
  /** The resources that an attribute is made from. */
  readonly references: (section: Section, name: string) => readonly Resource[]
  /** Does another resource name it? */
  readonly isUsed: (resource: Resource) => boolean
}

export function neighborsOf(stack: Stack): Neighbors {
  const byType = groupBy(stack, ({ type }) => type)
  const byAddress = groupBy(stack, ({ address }) => address)
  let users: Users | null = null
  return {
    ofType: (...types) => types.flatMap(type => byType.get(type) ?? []),
    references(section, name) {
      const value = valueOf(section, name)
      const unknowns = value === null ? [] : unknownsIn(value)
      const addresses = new Set(unknowns.flatMap(({ references }) => references.map(withoutKeys)))
      return [...addresses].flatMap(address => byAddress.get(address) ?? [])
    },
    isUsed(resource) {
      users ??= usersOf(stack)
      const names = [resource.address, plain(resource, 'name') ?? resource.address]
      return names.some(name => [...(users?.get(name) ?? [])].some(user => user !== resource.address))
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
  const named = written === null ? [] : neighbors.ofType(...types).filter(at => plain(at, 'name') === written)
  const found = direct.length > 0 ? direct : named
  return found.find(resource => resource.key === key) ?? found[0] ?? null
}

/** By address or name: the addresses of the resources that mention it. */
type Users = ReadonlyMap<string, ReadonlySet<string>>

function usersOf(stack: Stack): Users {
  const users = new Map<string, Set<string>>()
  for (const { address, values } of stack)
    for (const used of [...values.values()].flatMap(namesIn)) {
      const known = users.get(used)
      if (known === undefined) users.set(used, new Set([address]))
      else known.add(address)
    }
  return users
}

const namesIn = (value: Value): readonly string[] => [
  ...textsIn(value),
  ...unknownsIn(value).flatMap(({ references }) => references.map(withoutKeys)),
]

/** `aws_launch_template.gpu[0]` is an instance of `aws_launch_template.gpu`. */
const withoutKeys = (address: string): string => address.replaceAll(/\[[^[\]]*\]/g, '')

function groupBy(stack: Stack, keyOf: (resource: Resource) => string): ReadonlyMap<string, Resource[]> {
  const groups = new Map<string, Resource[]>()
  for (const resource of stack) {
    const group = groups.get(keyOf(resource))
    if (group === undefined) groups.set(keyOf(resource), [resource])
    else group.push(resource)
  }
  return groups
}
