import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { AZURE_ACCELERATED, sizeOf } from './azure-size.ts'
import { machines } from './machine.ts'
import type { Neighbors } from './neighbors.ts'
import type { Family } from './purchase.ts'
import { absent, child, number, says } from './section.ts'
import type { Stated } from './section.ts'
import { fixedUnits, scaledUnits } from './units.ts'

/** The attribute with the size, by type. */
const SIZE: Readonly<Record<string, string>> = {
  azurerm_linux_virtual_machine: 'size',
  azurerm_windows_virtual_machine: 'size',
  azurerm_virtual_machine: 'vm_size',
  azurerm_linux_virtual_machine_scale_set: 'sku',
  azurerm_windows_virtual_machine_scale_set: 'sku',
  azurerm_orchestrated_virtual_machine_scale_set: 'sku_name',
}

export const azureMachines: Family = {
  types: Object.keys(SIZE),
  beside: ['azurerm_monitor_autoscale_setting'],
  read: (resource, neighbors) =>
    machines(resource, {
      provider: 'azure',
      sku: sizeOf(resource, SIZE[resource.type] ?? 'size'),
      accelerated: AZURE_ACCELERATED,
      units: unitsOf(resource, neighbors),
      isSpot: says(resource, 'priority', 'Spot'),
    }),
}

function unitsOf(resource: Resource, neighbors: Neighbors): Stated<Range> {
  if (!resource.type.endsWith('scale_set')) return fixedUnits(absent(resource))
  const setting = neighbors.users(resource, 'azurerm_monitor_autoscale_setting').at(0)
  if (setting === undefined) return fixedUnits(number(resource, 'instances'))
  const capacity = child(child(setting, 'profile'), 'capacity')
  return scaledUnits({
    low: number(capacity, 'minimum'),
    expected: number(capacity, 'default'),
    high: number(capacity, 'maximum'),
  })
}
