import type { YamlValue } from '../yaml.ts'
import type { Group } from './litellm-groups.ts'

export type Retries = { readonly value: number; readonly line: number }

/**
 * The most further attempts that a group allows: of its deployments' own `num_retries`, the proxy's, and the
 * largest number of a retry policy. Null when the file says nothing.
 * https://docs.litellm.ai/docs/proxy/reliability
 */
export function retriesOf(root: YamlValue, { name, deployments }: Group): Retries | null {
  const common = commonRetries(root, name)
  const each = deployments.map(entry => retries(entry.get('litellm_params').get('num_retries')) ?? common)
  return largest(each)
}

function commonRetries(root: YamlValue, group: string): Retries | null {
  const router = root.get('router_settings')
  const lite = root.get('litellm_settings')
  const plain = retries(router.get('num_retries')) ?? retries(lite.get('num_retries'))
  const policies = [
    router.get('model_group_retry_policy').get(group),
    router.get('retry_policy'),
    lite.get('retry_policy'),
  ]
  const policy = policies.find(each => each.shape === 'map')?.entries() ?? []
  return largest([plain, ...policy.map(({ value }) => retries(value))])
}

const largest = (all: readonly (Retries | null)[]): Retries | null =>
  all.reduce(
    (most, each) => (each !== null && (most === null || each.value > most.value) ? each : most),
    null,
  )

function retries(written: YamlValue): Retries | null {
  const value = written.number()
  return value === null || value < 0 ? null : { value, line: written.line }
}
