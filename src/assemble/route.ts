import { deploymentOf } from '../model/deployment.ts'
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
  asked: 1,
  retries: 0,
  fallbacks: [],
  escalation: null,
})

export const fixedTarget = (model: string, at: Place, problem: string | null): Target => ({
  id: 'fixed',
  model,
  deployment: deploymentOf(model.split('/')[0] ?? ''),
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
      escalation: null,
    },
    used: groups.map(({ id }) => id),
  }
}

/**
 * A reference of one route to another: by id, else by its name in another file. Where several files have the
 * name, the one nearest to the route that asks is meant.
 */
function routeNamed(reference: string, from: RouteFact, { routes }: Library): RouteFact | undefined {
  const exact = routes.get(reference)
  if (exact !== undefined || !reference.startsWith('route:')) return exact
  const name = reference.slice(reference.indexOf('#') + 1)
  const named = [...routes.values()].filter(({ names }) => names.includes(name))
  const near = (route: RouteFact) => sharedFolders(route.at.path, from.at.path)
  return named.toSorted((a, b) => near(b) - near(a) || (a.id < b.id ? -1 : 1))[0]
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')]
  const differs = one.findIndex((folder, index) => folder !== other[index])
  return differs === -1 ? one.length : differs
}

/** A route that is a target falls back by its own chain too. */
const fallbacksOf = (fact: RouteFact, library: Library): readonly string[] => [
  ...fact.fallbacks,
  ...nested(fact, library).flatMap(({ fallbacks }) => fallbacks),
]

const DEEPEST_ROUTE = 8
/** Routes of routes come from untrusted text: beyond this many targets a route is not a route any more. */
const MOST_TARGETS = 256

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
    asked: [fact, ...below].some(({ selection }) => selection === 'all') ? mostAsked(fact, library) : 1,
    retries: Math.max(fact.retries ?? 0, ...below.map(({ retries }) => retries ?? 0)),
    // The order of entries means nothing where shares decide: sorted, a reordered file is the same route.
    targets: targetsOf(fact, library).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** Targets with the part of the requests that each gets; with `all` every target gets every request. */
function targetsOf(fact: RouteFact, library: Library): readonly Target[] {
  const found: Target[] = []
  const waiting: Below[] = [{ route: fact, part: 1, prefix: '', depth: 0 }]
  for (let next = waiting.shift(); next !== undefined && found.length < MOST_TARGETS; next = waiting.shift())
    for (const target of next.route.targets.slice(0, MOST_TARGETS)) {
      const part = next.part * partOf(target, next.route)
      const id = `${next.prefix}${target.id}`
      const isDeeper = next.depth < DEEPEST_ROUTE && waiting.length < MOST_TARGETS
      const inner = isDeeper ? routeNamed(target.model, next.route, library) : undefined
      if (inner === undefined) found.push(targetOf(target, id, part))
      else waiting.push({ route: inner, part, prefix: `${id}/`, depth: next.depth + 1 })
    }
  return found
}

/** The targets that one request asks at most: of a route that asks all, their sum, else the largest of them. */
function mostAsked(fact: RouteFact, library: Library): number {
  const known = new Map<string, number>()
  const count = (route: RouteFact, depth: number): number => {
    const key = `${depth} ${route.id}`
    const old = known.get(key)
    if (old !== undefined) return old
    const each = route.targets.slice(0, MOST_TARGETS).map(({ model }) => {
      const inner = depth < DEEPEST_ROUTE ? routeNamed(model, route, library) : undefined
      return inner === undefined ? 1 : count(inner, depth + 1)
    })
    const asked = route.selection === 'all' ? each.reduce((sum, n) => sum + n, 0) : Math.max(1, ...each)
    known.set(key, Math.min(MOST_TARGETS, asked))
    return Math.min(MOST_TARGETS, asked)
  }
  return count(fact, 0)
}

type Below = {
  readonly route: RouteFact
  readonly part: number
  readonly prefix: string
  readonly depth: number
}

function targetOf(target: RouteTarget, id: string, part: number): Target {
  const { model, deployment, region, statedPrices: stated, unresolved: problem, at } = target
  return { id, model, deployment, region, share: share(Math.min(1, part)), stated, problem, at }
}

function selectionOf({ selection, targets }: RouteFact): RouteFact['selection'] {
  if (selection !== 'weighted' || targets.length <= 1) return selection
  return targets.every(({ weight }) => weight !== null) && weightOf(targets) > 0 ? 'weighted' : 'dynamic'
}

function partOf(target: RouteTarget, fact: RouteFact): number {
  switch (selectionOf(fact)) {
    case 'all':
      return 1
    case 'dynamic':
      return 1 / fact.targets.length
    case 'weighted':
      return fact.targets.length === 1 ? 1 : (target.weight ?? 0) / weightOf(fact.targets)
  }
}

const weightOf = (targets: readonly RouteTarget[]) =>
  targets.reduce((sum, { weight }) => sum + (weight ?? 0), 0)
