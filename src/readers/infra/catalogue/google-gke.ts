import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { clusterUnits, poolUnits } from './gke-units.ts'
import { GOOGLE_ACCELERATED, googleAccelerator, googleSku, googleSpot } from './google-machine.ts'
import { labelsIn } from './labels.ts'
import { machines } from './machine.ts'
import type { Family, Purchase } from './purchase.ts'
import { child, children, has, isTrue, plain } from './section.ts'
import type { Section, Stated } from './section.ts'

/** A pool of its own, the default pool of a cluster, and the pools written inside a cluster. */
export const gkeNodes: Family = {
  types: ['google_container_node_pool', 'google_container_cluster'],
  read(resource, neighbors) {
    if (resource.type === 'google_container_node_pool')
      return poolOf(resource, { pool: resource, units: poolUnits(resource, resource, neighbors), part: null })
    const inner = children(resource, 'node_pool').flatMap((pool, index) => {
      const part = plain(pool, 'name') ?? `pool ${index + 1}`
      return poolOf(resource, { pool, units: poolUnits(resource, pool, neighbors), part })
    })
    if (!has(resource, 'node_config') || isTrue(resource, 'remove_default_node_pool')) return inner
    const units = clusterUnits(resource, neighbors)
    return [...poolOf(resource, { pool: resource, units, part: 'default-pool' }), ...inner]
  },
}

type Pool = { readonly pool: Section; readonly units: Stated<Range>; readonly part: string | null }

function poolOf(resource: Resource, { pool, units, part }: Pool): readonly Purchase[] {
  const nodes = child(pool, 'node_config')
  const accelerator = googleAccelerator(nodes)
  const name = part ?? plain(pool, 'name')
  return machines(resource, {
    provider: 'gcp',
    sku: googleSku(nodes),
    accelerated: GOOGLE_ACCELERATED,
    accelerator,
    units,
    isSpot: googleSpot(nodes),
    labels: { ...labelsIn(nodes, 'labels'), ...ownLabels(nodes, { name, gpu: accelerator?.name ?? null }) },
    part,
  })
}

/** What GKE itself writes on its nodes. */
function ownLabels(
  nodes: Section,
  { name, gpu }: { readonly name: string | null; readonly gpu: string | null },
) {
  const type = plain(nodes, 'machine_type')
  return {
    ...(type === null ? {} : { 'node.kubernetes.io/instance-type': type }),
    ...(name === null ? {} : { 'cloud.google.com/gke-nodepool': name }),
    ...(gpu === null ? {} : { 'cloud.google.com/gke-accelerator': gpu }),
    ...(googleSpot(nodes) ? { 'cloud.google.com/gke-spot': 'true' } : {}),
  }
}
