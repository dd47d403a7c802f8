import type { Place } from '../../model/evidence.ts'
import type { YamlValue } from '../yaml.ts'

/** How often a failed request is tried again. */
export type RetryPolicy = {
  readonly retries: number
  /** Attempts on one priority before the next one is asked; null: the policy does not say. */
  readonly perPriority: number | null
  readonly at: Place
}

/** The policy of a route, else of the gateway that it hangs on; null when this file has none. */
export type RetriesFor = (route: string, gateways: readonly string[]) => RetryPolicy | null

/**
 * `BackendTrafficPolicy` names what it is about in `targetRefs`. An `AIGatewayRoute` becomes an `HTTPRoute` of
 * the same name. https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicy
 */
export function retriesFor(policies: readonly YamlValue[], path: string): RetriesFor {
  const byTarget = new Map(
    policies.flatMap(policy => {
      const spec = policy.get('spec')
      const retry = policyOf(spec.get('retry'), path)
      const targets = [...spec.get('targetRefs').items(), spec.get('targetRef')]
      return retry === null
        ? []
        : targets.map(ref => [`${kindOf(ref)}/${ref.get('name').text() ?? ''}`, retry] as const)
    }),
  )
  return (route, gateways) =>
    byTarget.get(`route/${route}`) ??
    gateways.map(name => byTarget.get(`gateway/${name}`)).find(found => found !== undefined) ??
    null
}

const kindOf = (ref: YamlValue) => (ref.get('kind').text() === 'Gateway' ? 'gateway' : 'route')

function policyOf(retry: YamlValue, path: string): RetryPolicy | null {
  const retries = retry.get('numRetries').number()
  if (retries === null || retries < 0) return null
  const perPriority = retry.get('numAttemptsPerPriority').number()
  return { retries, perPriority, at: { path, line: retry.get('numRetries').line } }
}

/**
 * Retries of each priority, so that all attempts add up to what the policy allows. With a number of attempts
 * per priority every priority but the last gets that many, and the last one the rest.
 */
export function spread(policy: RetryPolicy | null, priorities: number): readonly (number | null)[] {
  const all = Array.from({ length: priorities }, () => policy?.retries ?? null)
  const each = policy?.perPriority ?? null
  if (policy === null || each === null || each < 1 || priorities < 2) return all
  let left = policy.retries + 1
  return all.map((_, index) => {
    const attempts = index === priorities - 1 ? left : Math.min(each, left)
    left -= attempts
    return Math.max(0, attempts - 1)
  })
}
