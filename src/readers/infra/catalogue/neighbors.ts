import type { Resource, Stack } from '../resource.ts'
import type { Value } from '../value.ts'
import { textsIn, unknownsIn } from './leaves.ts'
import { plain, valueOf } from './section.ts'
import type { Section } from './section.ts'

/**
 * The resources that are declared together with one, and how to find them. Of several instances of a block
 * the one with the same key is meant: references do not tell. Every answer takes a few look-ups, however
 * many instances there are.
 */
export type Neighbors = {
  /** The resources that an attribute is made from. */
  readonly references: (pointer: Pointer) => readonly Resource[]
  readonly named: (type: string, name: string, key: string | null) => Resource | null
  /** Resources of the type that mention its address or its name. */
  readonly users: (resource: Resource, type: string) => readonly Resource[]
  /** Does any other block mention it, whatever the instance? */
  readonly isUsed: (resource: Resource) => boolean
}

/** The first ones tell how it is used; a file with thousands of the same name must not take hours. */
const MOST_USERS = 100

export type Pointer = {
  readonly section: Section
  readonly name: string
  /** The key of the instance that points. */
  readonly key: string | null
}

export function neighborsOf(stack: Stack): Neighbors {
  const byAddress = instancesBy(stack, ({ address }) => [address])
  const byName = instancesBy(stack, resource => [`${resource.type} ${plain(resource, 'name')}`])
  const byMention = instancesBy(stack, user => mentionsIn(user).map(name => `${user.type} ${name}`))
  const mentioning = addressesBy(stack)
  return {
    references({ section, name, key }) {
      const value = valueOf(section, name)
      const unknowns = value === null ? [] : unknownsIn(value)
      const addresses = new Set(unknowns.flatMap(({ references }) => references.map(withoutKeys)))
      return [...addresses].flatMap(address => instanceOf(byAddress.get(address), key) ?? [])
    },
    named: (type, name, key) => instanceOf(byName.get(`${type} ${name}`), key),
    users(resource, type) {
      const users = namesOf(resource).flatMap(name =>
        usersOf(byMention.get(`${type} ${name}`), resource.key).slice(0, MOST_USERS),
      )
      return [...new Set(users)].filter(({ address }) => address !== resource.address)
    },
    isUsed: resource =>
      namesOf(resource).some(name => {
        const users = mentioning.get(name)
        return users !== undefined && users.size > (users.has(resource.address) ? 1 : 0)
      }),
  }
}

/**
 * The resource of one of these types that an attribute points to, by reference or, where it is written out,
 * by its name.
 */
export function referenced(
  neighbors: Neighbors,
  { types, ...pointer }: Pointer & { readonly types: readonly string[] },
): Resource | null {
  const direct = neighbors.references(pointer).find(({ type }) => types.includes(type))
  const written = plain(pointer.section, pointer.name)
  if (direct !== undefined || written === null) return direct ?? null
  const named = types.flatMap(type => neighbors.named(type, written, pointer.key) ?? [])
  return named[0] ?? null
}

/** Addresses, and texts as they are and in their parts: `endpoint/chat/variant/live`. */
function mentionsIn({ values }: Resource): readonly string[] {
  const all: readonly Value[] = [...values.values()]
  const references = all.flatMap(unknownsIn).flatMap(unknown => unknown.references.map(withoutKeys))
  const texts = all.flatMap(textsIn).flatMap(text => [text, ...(text.length < 300 ? text.split('/') : [])])
  return [...new Set([...references, ...texts])]
}

const namesOf = (resource: Resource): readonly string[] => {
  const name = plain(resource, 'name')
  return name === null ? [resource.address] : [resource.address, name]
}

/** `aws_launch_template.gpu[0]` is an instance of `aws_launch_template.gpu`. */
const withoutKeys = (address: string): string => address.replaceAll(/\[[^[\]]*\]/g, '')

type Instances = ReadonlyMap<string | null, readonly Resource[]>

function instancesBy(stack: Stack, keysOf: (resource: Resource) => readonly string[]) {
  const groups = new Map<string, Map<string | null, Resource[]>>()
  for (const resource of stack)
    for (const name of keysOf(resource)) {
      const group = groups.get(name) ?? new Map<string | null, Resource[]>()
      const same = group.get(resource.key) ?? []
      same.push(resource)
      groups.set(name, group.set(resource.key, same))
    }
  return groups
}

/** Which addresses mention a name. */
function addressesBy(stack: Stack): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>()
  for (const resource of stack)
    for (const name of mentionsIn(resource))
      groups.set(name, (groups.get(name) ?? new Set()).add(resource.address))
  return groups
}

function instanceOf(instances: Instances | undefined, key: string | null): Resource | null {
  if (instances === undefined) return null
  const [first] = instances.values()
  return (instances.get(key) ?? first)?.[0] ?? null
}

/** One that is there once is used by all; one of many by those of its key, and by those that are there once. */
function usersOf(instances: Instances | undefined, key: string | null): readonly Resource[] {
  if (instances === undefined) return []
  if (key === null) return [...instances.values()].flat()
  return [key, null, '?'].flatMap(each => (each === '?' && key === '?' ? [] : (instances.get(each) ?? [])))
}
