import { machines } from './machine.ts'
import { azureRegion } from './region.ts'
import { absent, isTrue, number, says, text } from './resource.ts'
import type { Family, Resource } from './resource.ts'
import { fixedUnits, scaledUnits } from './units.ts'
import type { Value } from './value.ts'

/** N-series: NC and ND compute, NV visualization, NG gaming. */
const ACCELERATED = /^standard_n[cdgv]/i

export const azureMachine: Family = {
  types: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'],
  read: resource =>
    machines(resource, {
      ...common(resource),
      sku: sizeOf(resource, 'size'),
      units: fixedUnits(absent(resource)),
    }),
}

export const aksNodes: Family = {
  types: ['azurerm_kubernetes_cluster_node_pool'],
  read: resource =>
    machines(resource, { ...common(resource), sku: sizeOf(resource, 'vm_size'), units: nodesOf(resource) }),
}

const common = (resource: Resource) => ({
  provider: 'azure',
  accelerated: ACCELERATED,
  region: azureRegion(resource),
  isSpot: says(resource, 'priority', 'Spot'),
})

function nodesOf(resource: Resource) {
  const nodes = number(resource, 'node_count')
  // azurerm 4 renamed the switch.
  const scales = isTrue(resource, 'auto_scaling_enabled') || isTrue(resource, 'enable_auto_scaling')
  if (!scales) return fixedUnits(nodes)
  return scaledUnits({
    low: number(resource, 'min_count'),
    expected: nodes,
    high: number(resource, 'max_count'),
  })
}

/** Azure ignores case, so `standard_nc4as_t4_v3` is `Standard_NC4as_T4_v3`. */
function sizeOf(resource: Resource, name: string): Value<string> {
  const size = text(resource, name)
  if (size.kind !== 'known') return size
  const [, machine = '', ...more] = size.value.toLowerCase().split('_')
  const series = machine.replace(/^[a-z]+/, letters => letters.toUpperCase())
  const others = more.map(part => (/^v\d+$/.test(part) ? part : part.toUpperCase()))
  return { ...size, value: ['Standard', series, ...others].join('_') }
}
