import { scalingOf } from './aws-sagemaker-scaling.ts'
import type { Scaling } from './aws-sagemaker-scaling.ts'
import { modelOf } from './aws-sagemaker-model.ts'
import type { Family, Purchase } from './purchase.ts'
import { absent, child, children, either, has, number, plain, says, stated, text } from './section.ts'
import type { Section } from './section.ts'
import { fixedUnits, scaledUnits } from './units.ts'

/** An endpoint configuration counts as its endpoint's capacity, once. */
export const sagemaker: Family = {
  types: ['aws_sagemaker_endpoint_configuration'],
  beside: ['aws_sagemaker_endpoint', 'aws_sagemaker_model', 'aws_appautoscaling_target'],
  read(resource, neighbors) {
    const variants = VARIANTS.flatMap(type => children(resource, type))
    return variants.map((variant, index) => {
      const name = plain(variant, 'variant_name') ?? `variant ${index + 1}`
      const scaling = scalingOf(resource, plain(variant, 'variant_name'), neighbors)
      const bought = has(variant, 'serverless_config') ? serverless(variant) : servers(variant, scaling)
      const model = modelOf(resource, variant, neighbors)
      return { ...bought, model, part: variants.length > 1 ? name : null }
    })
  },
}

export const notebooks: Family = {
  types: ['aws_sagemaker_notebook_instance'],
  read: resource => [
    {
      resource: 'gpu-instance',
      provider: 'aws_sagemaker',
      sku: text(resource, 'instance_type'),
      units: fixedUnits(absent(resource)),
    },
  ],
}

/** Shadow variants get a copy of the traffic and cost as much as the others. */
const VARIANTS = ['production_variants', 'shadow_production_variants']

/**
 * Paid by use, unless it keeps some capacity warm.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
 */
function serverless(variant: Section): Purchase {
  const config = child(variant, 'serverless_config')
  const memory = text(config, 'memory_size_in_mb')
  const size = memory.kind === 'known' ? { ...memory, value: `serverless ${memory.value} MB` } : memory
  const sku = either(size, () => stated('serverless', variant))
  const warm = number(config, 'provisioned_concurrency')
  const isWarm = warm.kind === 'unknown' || (warm.kind === 'known' && warm.value > 0)
  const { resource, units } = isWarm
    ? ({ resource: 'provisioned-throughput', units: fixedUnits(warm) } as const)
    : ({ resource: 'per-use', units: fixedUnits(number(config, 'max_concurrency')) } as const)
  return { resource, provider: 'aws_sagemaker', sku, units }
}

function servers(variant: Section, autoscaling: Scaling | null): Purchase {
  const declared = either(number(variant, 'initial_instance_count'), () => stated(1, variant))
  const managed = child(variant, 'managed_instance_scaling')
  const isManaged = has(variant, 'managed_instance_scaling') && !says(managed, 'status', 'DISABLED')
  const { low, high, assumed } = isManaged
    ? {
        low: number(managed, 'min_instance_count'),
        high: number(managed, 'max_instance_count'),
        assumed: [],
      }
    : (autoscaling ?? { low: declared, high: declared, assumed: [] })
  return {
    resource: 'gpu-instance',
    provider: 'aws_sagemaker',
    sku: text(variant, 'instance_type'),
    units: scaledUnits({ low, expected: declared, high }),
    assumed,
  }
}
