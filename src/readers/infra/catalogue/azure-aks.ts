import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { AZURE_ACCELERATED, sizeOf } from './azure-size.ts'
import { labelsIn } from './labels.ts'
import { machines } from './machine.ts'
import type { Family, Purchase } from './purchase.ts'
import { children, isTrue, number, plain, says } from './section.ts'
import type { Section, Stated } from './section.ts'
import { fixedUnits, scaledUnits } from './units.ts'

/** A pool of its own, and the default pool that a cluster is made with. */
export const aksNodes: Family = {
  types: ['azurerm_kubernetes_cluster_node_pool', 'azurerm_kubernetes_cluster'],
  read(resource) {
    if (resource.type === 'azurerm_kubernetes_cluster_node_pool') return poolOf(resource, resource, null)
    return children(resource, 'default_node_pool').flatMap(pool => poolOf(resource, pool, 'default'))
  },
}

function poolOf(resource: Resource, pool: Section, part: string | null): readonly Purchase[] {
  const sku = sizeOf(pool, 'vm_size')
  const name = plain(pool, 'name')
  const labels = {
    ...labelsIn(pool, 'node_labels'),
    ...(sku.kind === 'known' ? { 'node.kubernetes.io/instance-type': sku.value } : {}),
    ...(name === null ? {} : { agentpool: name, 'kubernetes.azure.com/agentpool': name }),
  }
  return machines(resource, {
    provider: 'azure',
    sku,
    accelerated: AZURE_ACCELERATED,
    units: nodesOf(pool),
    isSpot: says(pool, 'priority', 'Spot'),
    labels,
    part,
  })
}

function nodesOf(pool: Section): Stated<Range> {
  const nodes = number(pool, 'node_count')
  // azurerm 4 renamed the switch.
  const scales = isTrue(pool, 'auto_scaling_enabled') || isTrue(pool, 'enable_auto_scaling')
  if (!scales) return fixedUnits(nodes)
  return scaledUnits({ low: number(pool, 'min_count'), expected: nodes, high: number(pool, 'max_count') })
}
