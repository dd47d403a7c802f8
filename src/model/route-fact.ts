import type { Place } from './evidence.ts'
import type { Limit, PriceCap, Reasoning, RequestTag, RouteCache, RouteEscalation } from './gateway.ts'

/** What callers ask a gateway for, and where such a request may go. */
export type RouteFact = {
  readonly kind: 'route'
  /** `route:PATH#NAME` */
  readonly id: string
  /** Every name by which callers may ask: the group, its aliases. */
  readonly names: readonly string[]
  readonly at: Place
  /**
   * `weighted`: shares follow from the file. `dynamic`: decided at run time (latency, usage, content).
   * `all`: every target is asked for every request (best of n, mixture, a judge).
   */
  readonly selection: 'weighted' | 'dynamic' | 'all'
  readonly targets: readonly RouteTarget[]
  /** Ids of routes that are asked when every target failed, in order. May be cyclic as written. */
  readonly fallbacks: readonly string[]
  /** Further attempts that the configuration allows after a failed one; null when it does not say. */
  readonly retries: number | null
  readonly retriesAt: Place | null
  /** What is asked after an answer that was found wanting; null: the file states no such thing. */
  readonly escalation: RouteEscalation | null
  /** Models that every request asks before it goes anywhere. */
  readonly routerCalls: readonly RouterCall[]
  /** Null: the file states none, or one that is switched off. */
  readonly cache: RouteCache | null
  /** Every budget and rate limit that the file states for requests of this route, also those of the whole gateway. */
  readonly limits: readonly Limit[]
  /** Headers and fields by which a request says whose it is. */
  readonly metadata: readonly RequestTag[]
  /**
   * What policies call this route when they are about it, the most specific first: `HTTPRoute/chat`,
   * `Gateway/inference`. Empty: no policy outside the route can be about it.
   */
  readonly policyTargets: readonly string[]
}

/** What an object of its own, often in another file, says about routes. */
export type RoutePolicyFact = {
  readonly kind: 'route-policy'
  /** `PATH#NAME` */
  readonly id: string
  readonly at: Place
  /** Which `policyTargets` it is about. */
  readonly about: readonly string[]
  readonly retries: number | null
  /** Attempts on one group of targets before the next group of the chain is asked; null: it does not say. */
  readonly attemptsPerGroup: number | null
  readonly retriesAt: Place | null
  readonly limits: readonly Limit[]
  readonly metadata: readonly RequestTag[]
}

export type RouteTarget = {
  /** Stable inside the route: a declared id, else what identifies the deployment. */
  readonly id: string
  /**
   * `provider/model` as called; for Azure-like deployments the model behind it where the file says so;
   * `route:…` for a target that is a route itself.
   */
  readonly model: string
  /** Relative weight; null: the file states none. */
  readonly weight: number | null
  readonly deployment: Deployment
  readonly region: string | null
  readonly maxOutput: number | null
  /** Prices that the file itself states: configuration, so a change of them is a driver. */
  readonly statedPrices: StatedPrices | null
  readonly reasoning: Reasoning | null
  readonly priceCap: PriceCap | null
  /** Why the target cannot be priced from this file: `model comes from the environment variable MODEL`. */
  readonly unresolved: string | null
  readonly at: Place
}

export type Deployment = 'on-demand' | 'batch' | 'provisioned' | 'self-hosted'

/** A model that is asked before the request is sent on, to decide where it goes. */
export type RouterCall = {
  readonly purpose: 'classifier' | 'embedding'
  /** `provider/model`, or `route:…`, as the model of a target. */
  readonly model: string
  /** `self-hosted` too for what runs inside the gateway: its machine is what it costs. */
  readonly deployment: Deployment
  /** Why it cannot be priced from this file. */
  readonly unresolved: string | null
  readonly at: Place
}

/** USD per million tokens. */
export type StatedPrices = {
  readonly input: number | null
  readonly output: number | null
  readonly cacheRead: number | null
  readonly cacheWrite: number | null
}
