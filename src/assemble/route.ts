import type { Place } from '../model/evidence.ts'
import type { RouteFact, RouteTarget } from '../model/fact.ts'
import type { Route, Target, TargetGroup } from '../model/workload.ts'
import { share } from '../units.ts'
import type { Library } from './library.ts'

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
})

export const fixedTarget = (model: string, at: Place, problem: string | null): Target => ({
  id: 'fixed',
  model,
  deployment: 'on-demand',
  region: null,
  share: share(1),
  stated: null,
  problem,
  at,
})

function findRoute(reference: string, library: Library): RouteFact | null {
  const exact = library.routes.get(reference)
  if (exact !== undefined) return exact
  const [path, name] = reference.slice('route:'.length).split('#')
  const inFile = [...library.routes.values()].filter(route => route.at.path === path)
  if (name === undefined) return inFile.length === 1 ? (inFile[0] ?? null) : null
  return inFile.find(route => route.names.includes(name)) ?? null
}

/** The group that is asked first, then every group of its fallback chain once: a cycle ends where it began. */
export function gatewayRoute(fact: RouteFact, library: Library): { route: Route; used: readonly string[] } {
  const chain: RouteFact[] = []
  const seen = new Set([fact.id])
  const waiting = [...fact.fallbacks]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const next = library.routes.get(id)
    if (next === undefined || seen.has(id)) continue
    seen.add(id)
    chain.push(next)
    waiting.push(...next.fallbacks)
  }
  return { route: { ...groupOf(fact), fallbacks: chain.map(groupOf), escalation: null }, used: [...seen] }
}

function groupOf(fact: RouteFact): TargetGroup {
  const weights = fact.targets.map(target => target.weight)
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0)
  const known = fact.targets.length <= 1 || (weights.every(weight => weight !== null) && sum > 0)
  const selection = fact.selection === 'weighted' && known ? 'weighted' : 'dynamic'
  const part = (target: RouteTarget) =>
    selection === 'weighted' && fact.targets.length > 1 ? (target.weight ?? 0) / sum : 1 / fact.targets.length
  return {
    id: fact.id,
    at: fact.retriesAt ?? fact.at,
    selection,
    retries: fact.retries ?? 0,
    targets: fact.targets
      .map(target => ({
        id: target.id,
        model: target.model,
        deployment: target.deployment,
        region: target.region,
        share: share(Math.min(1, part(target))),
        stated: target.statedPrices,
        problem: target.unresolved,
        at: target.at,
      }))
      // The order of entries means nothing where shares decide: sorted, a reordered file is the same route.
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
