import type { Resource } from '../resource.ts'
import { AZURE_ACCELERATED, sizeOf } from './azure-size.ts'
import { machines } from './machine.ts'
import type { Family } from './purchase.ts'
import { absent, child, number, says } from './section.ts'
import { fixedUnits, scaledUnits } from './units.ts'

/** Compute clusters and instances of a machine learning workspace. */
export const azureMl: Family = {
  types: ['azurerm_machine_learning_compute_cluster', 'azurerm_machine_learning_compute_instance'],
  read(resource) {
    const isCluster = resource.type.endsWith('_cluster')
    return machines(resource, {
      provider: 'azure',
      sku: sizeOf(resource, isCluster ? 'vm_size' : 'virtual_machine_size'),
      accelerated: AZURE_ACCELERATED,
      units: isCluster ? nodesOf(resource) : fixedUnits(absent(resource)),
      isSpot: says(resource, 'vm_priority', 'LowPriority'),
    })
  },
}

function nodesOf(resource: Resource) {
  const scaling = child(resource, 'scale_settings')
  return scaledUnits({
    low: number(scaling, 'min_node_count'),
    expected: absent(resource),
    high: number(scaling, 'max_node_count'),
  })
}
