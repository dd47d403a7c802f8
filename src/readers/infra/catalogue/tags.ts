import type { Resource } from '../resource.ts'
import type { Value } from '../value.ts'
import type { Neighbors } from './neighbors.ts'
import { ownerOf } from './region.ts'
import { child, children, inside, plain, valueOf } from './section.ts'
import type { Section } from './section.ts'

/** `unread`: why nobody knows all of them. A tag whose value nobody knows is `?`. */
export type Tags = { readonly tags: Readonly<Record<string, string>>; readonly unread: string | null }

/**
 * Tags (labels at Google) where each provider keeps them: the provider's defaults first, then what it belongs
 * to (an Azure deployment has none of its own), then its nodes', then its own.
 */
export function tagsOf(resource: Resource, neighbors: Neighbors): Tags {
  const provider: Section = { at: resource.at, values: resource.provider }
  const owners = resource.type.startsWith('google_') ? [] : ownerOf(resource, neighbors)
  const sections = [
    child(provider, 'default_tags'),
    ...owners,
    inside(resource, 'node_config'),
    inside(resource, 'template'),
    resource,
  ]
  const read = [
    mapIn(provider, 'default_labels'),
    ...elsewhere(resource, owners),
    ...sections.flatMap(section => NAMES.map(name => mapIn(section, name))),
  ]
  return {
    tags: Object.fromEntries(read.flatMap(({ tags }) => Object.entries(tags))),
    unread: read.map(({ unread }) => unread).find(reason => reason !== null) ?? null,
  }
}

/** `tags_all` and `terraform_labels` are a plan's sums of all. */
const NAMES = ['tags_all', 'terraform_labels', 'labels', 'resource_labels', 'user_labels', 'tags', 'tag']

/** The account that has the tags of a deployment may be declared in another root. */
function elsewhere(resource: Resource, owners: readonly Resource[]): readonly Tags[] {
  const account = ['cognitive_account_id', 'parent_id'].find(name => valueOf(resource, name) !== null)
  if (account === undefined || owners.length > 0) return []
  return [{ tags: {}, unread: `the account (${account}) is not in the tree` }]
}

function mapIn(section: Section, name: string): Tags {
  const value = valueOf(section, name)
  if (value?.kind === 'unknown')
    return { tags: tagsIn(value.certain ?? new Map()), unread: `${name} = ${value.reason}` }
  if (value?.kind === 'list') return pairsIn(section, name)
  return { tags: value?.kind === 'map' ? tagsIn(value.entries) : {}, unread: null }
}

/** Tags of an autoscaling group are blocks with `key` and `value`. */
function pairsIn(section: Section, name: string): Tags {
  const pairs = children(section, name)
  const tags = pairs.flatMap(pair => {
    const key = plain(pair, 'key')
    return key === null ? [] : [[key, plain(pair, 'value') ?? '?']]
  })
  const unread = pairs.find(pair => pair.unread !== undefined)?.unread?.reason ?? null
  return { tags: Object.fromEntries(tags), unread }
}

function tagsIn(entries: ReadonlyMap<string, Value>): Tags['tags'] {
  const tags = [...entries].flatMap(([key, entry]): readonly (readonly [string, string])[] => {
    if (entry.kind === 'unknown') return [[key, '?']]
    return entry.kind === 'scalar' && entry.value !== null ? [[key, String(entry.value)]] : []
  })
  return Object.fromEntries(tags)
}
