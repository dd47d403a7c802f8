import type { Resource } from '../resource.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import { number, plain, says, text } from './section.ts'
import type { Stated } from './section.ts'

export type Scaling = {
  readonly low: Stated<number>
  readonly high: Stated<number>
  readonly assumed: readonly string[]
}

/**
 * The autoscaling of a variant, `endpoint/<name>/variant/<variant>`: of the endpoints that use the
 * configuration. The other namespaces (ECS, Lambda, Kinesis) scale other things.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function scalingOf(
  configuration: Resource,
  variant: string | null,
  neighbors: Neighbors,
): Scaling | null {
  const targets = neighbors.ofType('aws_appautoscaling_target')
  const ofSageMaker = targets.filter(target => says(target, 'service_namespace', 'sagemaker'))
  if (ofSageMaker.length === 0) return null
  const endpoints = endpointsOf(configuration, neighbors)
  const target = ofSageMaker.find(each => scales(each, { endpoints, variant }, neighbors))
  if (target === undefined) return null
  const low = number(target, 'min_capacity')
  const high = number(target, 'max_capacity')
  const isSure = target.key !== '?'
  return {
    low,
    high,
    assumed: isSure ? [] : [`${target.address} scales it (${target.problem ?? 'unknown'})`],
  }
}

/** An endpoint whose configuration is chosen by name, or by reference. */
const endpointsOf = (configuration: Resource, neighbors: Neighbors): readonly Resource[] =>
  neighbors.ofType('aws_sagemaker_endpoint').filter(endpoint => {
    const { type, address } = configuration
    const pointer = { section: endpoint, name: 'endpoint_config_name', types: [type], key: endpoint.key }
    const used = referenced(neighbors, pointer)
    return used?.address === address && (used.key === configuration.key || used.key === null)
  })

type Scaled = { readonly endpoints: readonly Resource[]; readonly variant: string | null }

function scales(target: Resource, { endpoints, variant }: Scaled, neighbors: Neighbors): boolean {
  const id = text(target, 'resource_id')
  if (id.kind === 'known') {
    const [, name, , ofVariant] = id.value.split('/')
    return endpoints.some(each => plain(each, 'name') === name) && (variant === null || variant === ofVariant)
  }
  const addresses = new Set(neighbors.references(target, 'resource_id').map(({ address }) => address))
  const written = id.kind === 'unknown' ? /variant\/([\w-]+)/.exec(id.reason)?.[1] : undefined
  const isOfVariant = variant === null || written === undefined || written === variant
  return isOfVariant && endpoints.some(({ address }) => addresses.has(address))
}
