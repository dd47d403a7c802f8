import { googleAccelerator, googleSku, googleSpot } from './google-machine.ts'
import type { Spelling } from './google-machine.ts'
import { machines } from './machine.ts'
import type { Family } from './purchase.ts'
import { child, either, inside, number, plain, stated } from './section.ts'
import type { Stated } from './section.ts'
import { scaledUnits } from './units.ts'

/** The machines of a deployed model. An endpoint by itself has none. */
export const vertex: Family = {
  types: [
    'google_vertex_ai_endpoint_with_model_garden_deployment',
    'google_vertex_ai_deployment_resource_pool',
  ],
  read(resource) {
    const isPool = resource.type === 'google_vertex_ai_deployment_resource_pool'
    const dedicated = child(isPool ? resource : child(resource, 'deploy_config'), 'dedicated_resources')
    const machine = inside(dedicated, 'machine_spec')
    const low = either(number(dedicated, 'min_replica_count'), () => stated(1, resource))
    return machines(resource, {
      provider: 'vertex_ai',
      sku: named(googleSku(machine, SPEC)),
      accelerated: /./,
      accelerator: googleAccelerator(machine, SPEC),
      units: scaledUnits({ low, expected: low, high: number(dedicated, 'max_replica_count') }),
      isSpot: googleSpot(dedicated),
      model: plain(resource, 'hugging_face_model_id') ?? published(plain(resource, 'publisher_model_name')),
    })
  },
}

const SPEC: Spelling = { block: null, type: 'accelerator_type', count: 'accelerator_count' }

/** Vertex AI asks more for a machine than Compute Engine: another thing, with another price. */
const named = (machine: Stated<string>): Stated<string> =>
  machine.kind === 'known' ? { ...machine, value: `Vertex AI ${machine.value}` } : machine

/** `publishers/google/models/gemma3@gemma-3-27b-it` */
const published = (name: string | null): string | null =>
  name === null ? null : (/models\/(?:[^@]*@)?(.+)$/.exec(name)?.[1] ?? name)
