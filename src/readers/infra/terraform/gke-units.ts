import type { Range } from '../../../model/quantity.ts'
import { exactly } from '../../../model/quantity.ts'
import { googleLocation } from './region.ts'
import { child, length, number } from './resource.ts'
import type { Resource } from './resource.ts'
import { scaledUnits, times } from './units.ts'
import type { Value } from './value.ts'

/**
 * Nodes of a pool. Numbers in the file are per zone, apart from the `total_…` ones.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters
 */
export function poolUnits(resource: Resource): Value<Range> {
  const zones = zonesOf(resource)
  const scaling = child(resource, 'autoscaling')
  const nodes = number(resource, 'node_count')
  const declared = nodes.kind === 'absent' ? number(resource, 'initial_node_count') : nodes
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

/** A region has three zones for GKE unless `node_locations` says otherwise; an unread location one to three. */
function zonesOf(resource: Resource): Range {
  const listed = length(resource, 'node_locations')
  if (listed !== null && listed > 0) return exactly(listed)
  const location = googleLocation(resource)
  if (location === null) return { low: 1, expected: 1, high: 3 }
  return exactly(/\d-[a-z]$/.test(location) ? 1 : 3)
}
