import type { RouteFact, RouteTarget } from '../model/fact.ts'
import type { Target } from '../model/workload.ts'
import { share } from '../units.ts'
import type { Library } from './library.ts'
import { routeNamed } from './route-names.ts'

export type FlatRoute = {
  /** Every model that may be asked, with the part of the requests that each gets: of a route that asks all, every one. */
  readonly targets: readonly Target[]
  /** The route and those below it that lead to a target, with the part of the requests that each gets. */
  readonly routes: readonly { readonly route: RouteFact; readonly part: number }[]
}

const DEEPEST_ROUTE = 8
/** Routes of routes come from untrusted text: beyond this many targets a route is not a route any more. */
const MOST_TARGETS = 256

/** Targets that are routes themselves, replaced by what those ask. */
export function flatRoute(fact: RouteFact, library: Library): FlatRoute {
  const found: Leaf[] = []
  const routes: { route: RouteFact; part: number }[] = []
  const open = new Set<string>()
  const waiting: Below[] = [{ route: fact, part: 1, prefix: '', depth: 0, alternative: null }]
  for (
    let next = waiting.shift();
    next !== undefined && found.length < MOST_TARGETS;
    next = waiting.shift()
  ) {
    const { route, prefix, depth } = next
    const alternative = alternativeOf(next)
    if (alternative !== null && selectionOf(route) === 'dynamic') open.add(alternative.id)
    routes.push({ route, part: next.part })
    for (const target of route.targets.slice(0, MOST_TARGETS)) {
      const part = next.part * partOf(target, route)
      const id = `${prefix}${target.id}`
      const isDeeper = depth < DEEPEST_ROUTE && waiting.length < MOST_TARGETS
      const inner = isDeeper ? routeNamed(target.model, route, library) : undefined
      if (inner === undefined) found.push({ target, id, part, alternative: alternative ?? { id, part } })
      else waiting.push({ route: inner, part, prefix: `${id}/`, depth: depth + 1, alternative })
    }
  }
  return {
    routes,
    targets: found.map(leaf => targetOf(leaf, !open.has(leaf.alternative.id))),
  }
}

type Below = {
  readonly route: RouteFact
  readonly part: number
  readonly prefix: string
  readonly depth: number
  /** Null as long as all routes above decide at run time. */
  readonly alternative: Chosen | null
}

type Leaf = {
  readonly target: RouteTarget
  readonly id: string
  readonly part: number
  readonly alternative: Chosen
}

type Chosen = { readonly id: string; readonly part: number }

/** The first route of a path that shares, or asks all, is an alternative as a whole. */
function alternativeOf({ route, part, prefix, alternative }: Below): Chosen | null {
  const passesOn = route.targets.length <= 1 || selectionOf(route) === 'dynamic'
  return alternative ?? (passesOn ? null : { id: prefix, part })
}

function targetOf({ target, id, part, alternative }: Leaf, isFixed: boolean): Target {
  const { model, deployment, region, statedPrices: stated, unresolved: problem, at } = target
  const chosen = { id: alternative.id, share: atMostAll(alternative.part), isFixed }
  const where = { id, model, deployment, region, at }
  return { ...where, share: atMostAll(part), alternative: chosen, stated, problem }
}

const atMostAll = (part: number) => share(Math.min(1, part))

export function selectionOf({ selection, targets }: RouteFact): RouteFact['selection'] {
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
