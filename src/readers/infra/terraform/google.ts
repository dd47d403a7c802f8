import type { Range } from '../../../model/quantity.ts'
import { machines } from './machine.ts'
import { googleRegion } from './region.ts'
import { absent, child, isTrue, number, says, text } from './resource.ts'
import type { Family, Resource, Section } from './resource.ts'
import { poolUnits } from './gke-units.ts'
import { fixedUnits } from './units.ts'
import type { Value } from './value.ts'

/** Machine types that contain GPUs, or a machine with GPUs attached as `sku` below writes it. */
const ACCELERATED = /^(?:a2|a3|a4|a4x|g2|g4)-| \+ /

export const googleInstance: Family = {
  types: ['google_compute_instance'],
  read: resource =>
    bought(resource, {
      section: resource,
      units: fixedUnits(absent(resource)),
      isSpot: isSpot(child(resource, 'scheduling')),
    }),
}

export const gkeNodes: Family = {
  types: ['google_container_node_pool'],
  read(resource) {
    const section = child(resource, 'node_config')
    return bought(resource, { section, units: poolUnits(resource), isSpot: isSpot(section) })
  },
}

const isSpot = (section: Section): boolean =>
  isTrue(section, 'spot') || isTrue(section, 'preemptible') || says(section, 'provisioning_model', 'SPOT')

type Machine = { readonly section: Section; readonly units: Value<Range>; readonly isSpot: boolean }

const bought = (resource: Resource, { section, units, isSpot }: Machine) =>
  machines(resource, {
    provider: 'gcp',
    sku: skuOf(section),
    accelerated: ACCELERATED,
    units,
    region: googleRegion(resource),
    isSpot,
  })

/** `n1-standard-2 + 1 nvidia-tesla-t4` where GPUs are attached to a machine type that has none itself. */
function skuOf(section: Section): Value<string> {
  const type = text(section, 'machine_type')
  const accelerator = child(section, 'guest_accelerator')
  const gpu = text(accelerator, 'type')
  if (type.kind !== 'known' || ACCELERATED.test(type.value) || gpu.kind === 'absent') return type
  const count = number(accelerator, 'count')
  if (gpu.kind === 'unknown') return gpu
  if (count.kind === 'unknown') return count
  const gpus = count.kind === 'known' ? count.value : 1
  return gpus === 0 ? type : { ...type, value: `${type.value} + ${gpus} ${gpu.value}` }
}
