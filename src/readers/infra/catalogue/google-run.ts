import type { Resource } from '../resource.ts'
import type { Family, Purchase } from './purchase.ts'
import { child, children, either, inside, number, stated, text, valueIn } from './section.ts'
import type { Section } from './section.ts'
import { scaledUnits } from './units.ts'

/**
 * Services with GPUs, paid as long as an instance runs; without a minimum they go down to none.
 * https://cloud.google.com/run/docs/configuring/services/gpu
 */
export const cloudRun: Family = {
  types: ['google_cloud_run_v2_service'],
  read(resource) {
    const template = child(resource, 'template')
    const gpus = children(template, 'containers').reduce((sum, container) => sum + gpusOf(container), 0)
    return gpus === 0 ? [] : [serviceOf(resource, template, gpus)]
  },
}

const gpusOf = (container: Section): number =>
  valueIn(number(inside(container, 'resources', 'limits'), 'nvidia.com/gpu')) ?? 0

function serviceOf(resource: Resource, template: Section, gpus: number): Purchase {
  const scaling = child(template, 'scaling')
  const service = child(resource, 'scaling')
  const type = text(child(template, 'node_selector'), 'accelerator')
  const low = either(
    either(number(scaling, 'min_instance_count'), () => number(service, 'min_instance_count')),
    () => stated(0, resource),
  )
  const high = either(number(scaling, 'max_instance_count'), () => number(service, 'max_instance_count'))
  return {
    resource: 'gpu-instance',
    provider: 'gcp',
    sku: type.kind === 'known' ? { ...type, value: `Cloud Run + ${gpus} ${type.value}` } : type,
    units: scaledUnits({ low, expected: low, high }),
    accelerator: { name: valueIn(type), perUnit: gpus },
  }
}
