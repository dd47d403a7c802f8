import type { Resource } from '../resource.ts'
import { googleSpot } from './google-machine.ts'
import type { Family, Purchase } from './purchase.ts'
import { absent, child, inside, plain, text } from './section.ts'
import type { Section, Stated } from './section.ts'
import { fixedUnits } from './units.ts'

/** https://cloud.google.com/tpu/docs/regions-zones */
export const tpu: Family = {
  types: ['google_tpu_v2_vm', 'google_tpu_v2_queued_resource', 'google_tpu_node'],
  read: resource => [slice(resource, holderOf(resource))],
}

const holderOf = (resource: Resource): Section =>
  resource.type === 'google_tpu_v2_queued_resource' ? inside(resource, 'tpu', 'node_spec', 'node') : resource

function slice(resource: Resource, holder: Section): Purchase {
  const scheduling = child(holder, 'scheduling_config')
  return {
    resource: 'gpu-instance',
    provider: 'gcp',
    sku: skuOf(holder),
    units: fixedUnits(absent(resource)),
    pricing: googleSpot(scheduling) ? 'spot' : 'on_demand',
  }
}

/** `v5litepod-4`, or a generation with a shape: `V4 2x2x1`. */
function skuOf(holder: Section): Stated<string> {
  const type = text(holder, 'accelerator_type')
  if (type.kind !== 'absent') return type
  const config = child(holder, 'accelerator_config')
  const generation = text(config, 'type')
  const shape = plain(config, 'topology')
  return generation.kind === 'known' && shape !== null
    ? { ...generation, value: `${generation.value} ${shape}` }
    : generation
}
