import type { RouteFact, RoutePolicyFact, RouteTarget } from '../model/fact.ts'

type StatedRoute = Pick<RouteFact, 'id' | 'at' | 'targets'> & Partial<RouteFact>

/** A route of which a format states only a part: the rest is what nobody stated. */
export const route = (stated: StatedRoute): RouteFact => ({
  kind: 'route',
  names: [],
  selection: 'weighted',
  fallbacks: [],
  retries: null,
  retriesAt: null,
  escalation: null,
  routerCalls: [],
  cache: null,
  limits: [],
  metadata: [],
  policyTargets: [],
  ...stated,
})

type StatedTarget = Pick<RouteTarget, 'id' | 'model' | 'at'> & Partial<RouteTarget>

export const routeTarget = (stated: StatedTarget): RouteTarget => ({
  weight: null,
  deployment: 'on-demand',
  region: null,
  maxOutput: null,
  statedPrices: null,
  reasoning: null,
  priceCap: null,
  unresolved: null,
  ...stated,
})

type StatedPolicy = Pick<RoutePolicyFact, 'id' | 'at' | 'about'> & Partial<RoutePolicyFact>

export const routePolicy = (stated: StatedPolicy): RoutePolicyFact => ({
  kind: 'route-policy',
  retries: null,
  attemptsPerGroup: null,
  retriesAt: null,
  limits: [],
  metadata: [],
  ...stated,
})
