import type { Resource } from '../resource.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import { number, says, text } from './section.ts'
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
  const target = neighbors
    .users(configuration, 'aws_sagemaker_endpoint')
    .filter(endpoint => isOf(endpoint, configuration, neighbors))
    .flatMap(endpoint => neighbors.users(endpoint, 'aws_appautoscaling_target'))
    .find(each => says(each, 'service_namespace', 'sagemaker') && scales(each, variant))
  if (target === undefined) return null
  const low = number(target, 'min_capacity')
  const high = number(target, 'max_capacity')
  const doubt = `${target.address} scales it (${target.problem ?? 'nobody knows whether it is there'})`
  return { low, high, assumed: target.key === '?' ? [doubt] : [] }
}

function isOf(endpoint: Resource, { type, address, key }: Resource, neighbors: Neighbors): boolean {
  const pointer = { section: endpoint, name: 'endpoint_config_name', types: [type], key: endpoint.key }
  const used = referenced(neighbors, pointer)
  return used?.address === address && (used.key === key || used.key === null)
}

/** The variant is the last part of the identity, also where the rest of it is known only later. */
function scales(target: Resource, variant: string | null): boolean {
  const id = text(target, 'resource_id')
  const written = id.kind === 'known' ? id.value : id.kind === 'unknown' ? id.reason : ''
  const named = /variant\/([\w-]+)/.exec(written)?.[1]
  return variant === null || named === undefined || named === variant
}
