import { deploymentOf } from '../model/deployment.ts'
import type { Place } from '../model/evidence.ts'
import type { RouteFact } from '../model/fact.ts'
import type { Route, Target, TargetGroup } from '../model/workload.ts'
import { share } from '../units.ts'
import { flatRoute, selectionOf } from './flat-route.ts'
import { escalationOf, gatewayOf, routerCallsOf } from './gateway.ts'
import type { Library } from './library.ts'
import { routeNamed } from './route-names.ts'

export type Resolved = { readonly route: Route; readonly used: readonly string[] }

/**
 * What a model reference means: `route:PATH#NAME`, the name of a route of this tree, or `provider/model`.
 * A reference that leads nowhere is a problem, not a free model.
 */
export function resolveRoute(reference: string, at: Place, library: Library): Resolved {
  if (reference.startsWith('route:')) {
    const fact = findRoute(reference, library)
    return fact === null
      ? { route: fixedRoute(reference, at, `${reference} is not in the tree`), used: [] }
      : gatewayRoute(fact, library)
  }
  // `provider/model` goes to the provider, also where a gateway offers a group of that name.
  const named = reference.includes('/') ? undefined : library.routesByName.get(reference)
  if (named !== undefined) return gatewayRoute(named, library)
  return { route: fixedRoute(reference, at, null), used: [] }
}

/** A route of one target. The id does not name the model, so that another model is the same route. */
export const fixedRoute = (model: string, at: Place, problem: string | null): Route => ({
  id: model,
  at,
  selection: 'weighted',
  targets: [fixedTarget(model, at, problem)],
  retries: 0,
  fallbacks: [],
  escalation: null,
  routerCalls: [],
  gateway: null,
})

export const fixedTarget = (model: string, at: Place, problem: string | null): Target => ({
  id: 'fixed',
  model,
  deployment: deploymentOf(model.split('/')[0] ?? ''),
  region: null,
  share: share(1),
  stated: null,
  problem,
  alternative: null,
  at,
})

function findRoute(reference: string, library: Library): RouteFact | null {
  const exact = library.routes.get(reference)
  if (exact !== undefined) return exact
  const [path, name] = reference.slice('route:'.length).split('#')
  const inFile = [...library.routes.values()].filter(({ at, names }) => at.path === path && names.length > 0)
  if (name === undefined) return inFile.length === 1 ? (inFile[0] ?? null) : null
  return inFile.find(route => route.names.includes(name)) ?? null
}

/** The group that is asked first, then every group of its fallback chain once: a cycle ends where it began. */
export function gatewayRoute(fact: RouteFact, library: Library): { route: Route; used: readonly string[] } {
  const chain: RouteFact[] = []
  const seen = new Set([fact.id])
  const waiting = [...fallbacksOf(fact, library)]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const next = routeNamed(id, fact, library)
    if (next === undefined || seen.has(next.id)) continue
    seen.add(next.id)
    chain.push(next)
    waiting.push(...fallbacksOf(next, library))
  }
  const groups = [fact, ...chain].flatMap(group => [group, ...nested(group, library)])
  return {
    route: {
      ...groupOf(fact, library),
      fallbacks: chain.map(next => groupOf(next, library)),
      escalation: escalationOf(fact, library),
      routerCalls: routerCallsOf(fact, library),
      gateway: gatewayOf(groups),
    },
    used: groups.map(({ id }) => id),
  }
}

/** Where the parts of a route are written: its groups, their targets, what its gateway limits and keeps. */
export const filesOf = (route: Route): readonly string[] => {
  const groups = [route, ...route.fallbacks, ...(route.escalation === null ? [] : [route.escalation.to])]
  const places = [
    ...groups.flatMap(group => [group.at, ...group.targets.map(({ at }) => at)]),
    ...(route.gateway?.limits.map(({ at }) => at) ?? []),
  ]
  return [...new Set(places.map(({ path }) => path))]
}

/** A route that is a target falls back by its own chain too. */
const fallbacksOf = (fact: RouteFact, library: Library): readonly string[] => [
  ...fact.fallbacks,
  ...nested(fact, library).flatMap(({ fallbacks }) => fallbacks),
]

/** Every route below a route, each once. */
function nested(fact: RouteFact, library: Library): readonly RouteFact[] {
  const found = new Map<string, RouteFact>()
  const waiting = [fact]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    for (const { model } of next.targets) {
      const inner = routeNamed(model, next, library)
      if (inner === undefined || inner.id === fact.id || found.has(inner.id)) continue
      found.set(inner.id, inner)
      waiting.push(inner)
    }
  return [...found.values()]
}

function groupOf(fact: RouteFact, library: Library): TargetGroup {
  const below = nested(fact, library)
  const decidedLater = [fact, ...below].some(route => selectionOf(route) === 'dynamic')
  return {
    id: fact.id,
    at: fact.retriesAt ?? fact.at,
    selection: decidedLater ? 'dynamic' : 'weighted',
    retries: Math.max(fact.retries ?? 0, ...below.map(({ retries }) => retries ?? 0)),
    // The order of entries means nothing where shares decide: sorted, a reordered file is the same route.
    targets: flatRoute(fact, library).targets.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
