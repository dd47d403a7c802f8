import { exactly } from '../../../model/quantity.ts'
import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import { locationOf } from './region.ts'
import { child, either, number, texts, valueIn } from './section.ts'
import type { Section, Stated } from './section.ts'
import { fixedUnits, scaledUnits, times } from './units.ts'

/**
 * Nodes of a pool. Numbers are per zone, apart from the `total_…` ones.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters
 */
export function poolUnits(resource: Resource, pool: Section, neighbors: Neighbors): Stated<Range> {
  const zones = zonesOf(resource, pool, neighbors)
  const scaling = child(pool, 'autoscaling')
  const declared = either(number(pool, 'node_count'), () => number(pool, 'initial_node_count'))
  const low = number(scaling, 'total_min_node_count')
  const high = number(scaling, 'total_max_node_count')
  if (low.kind === 'absent' && high.kind === 'absent') {
    const perZone = { low: number(scaling, 'min_node_count'), high: number(scaling, 'max_node_count') }
    return times(scaledUnits({ ...perZone, expected: declared }), zones)
  }
  const expected =
    declared.kind === 'known' ? { ...declared, value: declared.value * zones.expected } : declared
  return scaledUnits({ low, expected, high })
}

/** Of the pool that a cluster is made with. */
export const clusterUnits = (cluster: Resource, neighbors: Neighbors): Stated<Range> =>
  times(fixedUnits(number(cluster, 'initial_node_count')), zonesOf(cluster, cluster, neighbors))

/** A region has three zones for GKE unless `node_locations` says otherwise; an unknown location one to three. */
function zonesOf(resource: Resource, pool: Section, neighbors: Neighbors): Range {
  const types = ['google_container_cluster']
  const cluster = referenced(neighbors, { section: resource, name: 'cluster', types, key: resource.key })
  const location = valueIn(locationOf(resource, neighbors))
  const listed = texts(pool, 'node_locations') ?? (cluster && texts(cluster, 'node_locations'))
  if (listed !== null && listed.length > 0) return exactly(listed.length)
  if (location === null) return { low: 1, expected: 1, high: 3 }
  return exactly(/\d-[a-z]$/.test(location) ? 1 : 3)
}
