import type { Resource } from '../resource.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import { absent, either, text } from './section.ts'
import type { Stated } from './section.ts'

/** Where it is, as far as it, what it belongs to, or the provider says. */
export function regionOf(resource: Resource, neighbors: Neighbors): Stated<string> {
  const place = locationOf(resource, neighbors)
  if (place.kind !== 'known') return place
  const value = place.value.toLowerCase().replaceAll(' ', '')
  // Zones and regions alike: `us-central1-a` is in `us-central1`, `us-west-2b` in `us-west-2`.
  return { ...place, value: value.replace(/(?<=\d)-[a-z]$/, '').replace(/(?<=-\d)[a-z]$/, '') }
}

/** As written: a region, or the zone in it. */
export function locationOf(resource: Resource, neighbors: Neighbors): Stated<string> {
  const own = ownPlace(resource, neighbors)
  const provider = { at: resource.at, values: resource.provider }
  return [
    () => ownerOf(resource, neighbors).map(owner => ownPlace(owner, neighbors))[0] ?? own,
    () => text(provider, 'region'),
    () => text(provider, 'zone'),
  ].reduce(either, own)
}

const ownPlace = (resource: Resource, neighbors: Neighbors): Stated<string> =>
  PLACES.reduce<Stated<string>>(
    (found, name) => either(found, () => placeAt(resource, name, neighbors)),
    absent(resource),
  )

const PLACES = ['region', 'zone', 'location', 'availability_zone']

/** What it belongs to, which says where its parts are and whose they are. */
export const ownerOf = (resource: Resource, neighbors: Neighbors): readonly Resource[] =>
  OWNERS.flatMap(([name, types]) => {
    const owner = referenced(neighbors, { section: resource, name, types, key: resource.key })
    return owner === null ? [] : [owner]
  })

const ACCOUNTS = ['azurerm_cognitive_account', 'azurerm_ai_services', 'azapi_resource']

const OWNERS: readonly (readonly [attribute: string, types: readonly string[]])[] = [
  ['cluster', ['google_container_cluster']],
  ['kubernetes_cluster_id', ['azurerm_kubernetes_cluster']],
  ['cognitive_account_id', ACCOUNTS],
  ['parent_id', ACCOUNTS],
]

/** `location = azurerm_resource_group.main.location`: of the group, when its place is known. */
function placeAt(resource: Resource, name: string, neighbors: Neighbors): Stated<string> {
  const own = text(resource, name)
  if (own.kind !== 'unknown') return own
  const others = neighbors
    .references({ section: resource, name, key: resource.key })
    .filter(other => other.address !== resource.address)
  return others.map(other => text(other, name)).find(place => place.kind === 'known') ?? own
}
