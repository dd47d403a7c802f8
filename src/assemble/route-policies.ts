import type { Fact, RouteFact, RoutePolicyFact } from '../model/fact.ts'
import { sharedFolders } from './nearness.ts'

/**
 * Routes with what policies in other objects and files say about them. Of routes that go by the same name in
 * several folders a policy means those nearest to its own file. What a policy for the route itself says wins over
 * what one for its gateway says.
 */
export function withPolicies(facts: readonly Fact[]): readonly Fact[] {
  const policies = facts.filter(fact => fact.kind === 'route-policy')
  if (policies.length === 0) return facts
  const routes = facts.filter(fact => fact.kind === 'route')
  const byRoute = policiesByRoute(policies, routes)
  const retries = retriesByRoute(routes, id => byRoute.get(id) ?? [])
  return facts.map(fact => {
    const own = fact.kind === 'route' ? byRoute.get(fact.id) : undefined
    return fact.kind !== 'route' || own === undefined
      ? fact
      : { ...fact, ...retries.get(fact.id), ...joined(fact, own) }
  })
}

/** The policies of each route, the most specific first. */
function policiesByRoute(policies: readonly RoutePolicyFact[], routes: readonly RouteFact[]) {
  const byTarget = new Map<string, RouteFact[]>()
  for (const route of routes) for (const target of new Set(route.policyTargets)) put(byTarget, target, route)
  const found = new Map<string, { readonly rank: number; readonly policy: RoutePolicyFact }[]>()
  const counts = new Map<string, number>()
  for (const policy of policies)
    for (const target of new Set(policy.about)) {
      const place = `${target} in ${policy.at.path}`
      const count = counts.get(place) ?? 0
      if (count >= MOST_POLICIES) continue
      counts.set(place, count + 1)
      const candidates = byTarget.get(target) ?? []
      const near = (route: RouteFact) => sharedFolders(route.at.path, policy.at.path)
      const nearest = candidates.reduce((most, route) => Math.max(most, near(route)), 0)
      for (const route of candidates.filter(each => near(each) === nearest)) {
        put(found, route.id, { rank: route.policyTargets.indexOf(target), policy })
      }
    }
  return new Map(
    [...found].map(([id, ranked]) => [
      id,
      ranked.toSorted((a, b) => a.rank - b.rank).map(({ policy }) => policy),
    ]),
  )
}

/** A cluster heeds one policy of a kind for each target. */
const MOST_POLICIES = 4

function put<Value>(lists: Map<string, Value[]>, key: string, value: Value) {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Limits of another model are none of this route. */
function joined(route: RouteFact, policies: readonly RoutePolicyFact[]) {
  const limiting = policies.find(({ limits }) => limits.length > 0)
  const concerned = limiting?.limits.filter(
    ({ owner }) => owner.kind !== 'model' || owner.name === null || route.names.includes(owner.name),
  )
  return {
    limits: [...route.limits, ...(concerned ?? [])],
    metadata: [...route.metadata, ...policies.flatMap(({ metadata }) => metadata)],
  }
}

type Retries = Pick<RouteFact, 'retries' | 'retriesAt'>

/** A route that others fall back to shares the attempts of the route that was asked first. */
function retriesByRoute(
  routes: readonly RouteFact[],
  policiesOf: (id: string) => readonly RoutePolicyFact[],
): ReadonlyMap<string, Retries> {
  const behind = new Set(routes.flatMap(({ fallbacks }) => fallbacks))
  const found = new Map<string, Retries>()
  for (const route of routes.filter(({ id }) => !behind.has(id))) {
    const policy = policiesOf(route.id).find(({ retries }) => retries !== null)
    if (policy === undefined) continue
    const chain = [route.id, ...route.fallbacks]
    for (const [index, retries] of spread(policy, chain.length).entries())
      found.set(chain[index] ?? route.id, { retries, retriesAt: policy.retriesAt })
  }
  return found
}

/**
 * Retries of each group of a chain, so that all attempts add up to what the policy allows. With a number of
 * attempts for each group every one but the last gets that many, and the last one the rest.
 */
function spread(policy: RoutePolicyFact, groups: number): readonly number[] {
  const { retries, attemptsPerGroup: most } = policy
  const all = Array.from({ length: groups }, () => retries ?? 0)
  if (most === null || most < 1 || groups < 2) return all
  let left = (retries ?? 0) + 1
  return all.map((_, index) => {
    const attempts = index === groups - 1 ? left : Math.min(most, left)
    left -= attempts
    return Math.max(0, attempts - 1)
  })
}
