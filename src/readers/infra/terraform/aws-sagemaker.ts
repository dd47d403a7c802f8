import { awsRegion } from './region.ts'
import { child, children, number, says, text, unknown } from './resource.ts'
import type { Family, Purchase, Resource, Section } from './resource.ts'
import { scaledUnits } from './units.ts'

/** Shadow variants get a copy of the traffic and cost as much as the others. */
const VARIANTS = ['production_variants', 'shadow_production_variants']

export const sagemaker: Family = {
  types: ['aws_sagemaker_endpoint_configuration'],
  read(resource) {
    const variants = VARIANTS.flatMap(type => children(resource, type)).filter(isBought)
    return variants.map((variant, index) => {
      const name = text(variant, 'variant_name')
      const label = name.kind === 'known' ? name.value : `variant ${index + 1}`
      return purchaseOf(resource, variant, variants.length > 1 ? label : null)
    })
  },
}

/** Serverless variants cost nothing while idle, unless they keep some capacity warm. */
function isBought(variant: Section): boolean {
  const serverless = children(variant, 'serverless_config')
  return (
    serverless.length === 0 ||
    number(child(variant, 'serverless_config'), 'provisioned_concurrency').kind !== 'absent'
  )
}

function purchaseOf(resource: Resource, variant: Section, part: string | null): Purchase {
  const type = text(variant, 'instance_type')
  const scaling = child(variant, 'managed_instance_scaling')
  const scales =
    children(variant, 'managed_instance_scaling').length > 0 && !says(scaling, 'status', 'DISABLED')
  const declared = number(variant, 'initial_instance_count')
  const one = { kind: 'known', value: 1, line: variant.line } as const
  return {
    resource: 'gpu-instance',
    provider: 'aws_sagemaker',
    sku: type.kind === 'absent' ? unknown(variant, 'the instance type is not stated in this file') : type,
    units: scaledUnits({
      low: scales ? number(scaling, 'min_instance_count') : declared,
      expected: declared.kind === 'absent' ? one : declared,
      high: scales ? number(scaling, 'max_instance_count') : declared,
    }),
    region: awsRegion(resource),
    pricing: 'on_demand',
    model: null,
    offer: null,
    part,
  }
}
