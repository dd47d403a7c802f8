import type { RouteFact } from '../model/fact.ts'
import type { Gateway, Route, RouterCall, TargetGroup } from '../model/workload.ts'
import type { Quantity } from '../model/quantity.ts'
import { share, tokens, type Share, type Tokens } from '../units.ts'
import type { Place } from '../model/evidence.ts'
import { flatRoute, selectionOf } from './flat-route.ts'
import type { Library } from './library.ts'
import { routeNamed } from './route-names.ts'

/** What the routes of a gateway file say together: a cache, every limit, every tag once. */
export function gatewayOf(all: readonly RouteFact[]): Gateway {
  const routes = all.slice(0, MOST_ROUTES)
  const once = <Stated extends { readonly at: Place }>(stated: readonly Stated[]) => [
    ...new Map(stated.map(each => [JSON.stringify(each), each])).values(),
  ]
  return {
    cache: routes.map(({ cache }) => cache).find(cache => cache !== null) ?? null,
    limits: once(routes.flatMap(({ limits }) => limits)),
    metadata: once(routes.flatMap(({ metadata }) => metadata)),
  }
}

/** A chain of more routes than this says nothing new. */
const MOST_ROUTES = 64

/**
 * A cascade of the gateway: how often it goes on is not in its file, so never in low and expected, and always in
 * high. Where several cascades are alternatives, one of them at a time.
 */
export function escalationOf(fact: RouteFact, library: Library): Route['escalation'] {
  const cascades = flatRoute(fact, library).routes.flatMap(({ route }) => cascadeOf(route, library))
  const [first] = cascades
  if (first === undefined) return null
  const part = 1 / cascades.length
  const to: TargetGroup = {
    id: `${fact.id}/escalation`,
    at: first.at,
    selection: cascades.length > 1 || !cascades.every(({ isFixed }) => isFixed) ? 'dynamic' : 'weighted',
    retries: 0,
    targets: cascades.flatMap(({ id, isFixed, targets }) =>
      targets.map(target => ({
        ...target,
        id: `${id}/${target.id}`,
        share: share(target.share * part),
        alternative: { id, share: share(part), isFixed },
      })),
    ),
  }
  return { rate: { ...NEVER_TO_ALWAYS, at: first.at }, to }
}

/** Every step of a cascade may be asked, each after the one before it. */
function cascadeOf({ id, escalation }: RouteFact, library: Library) {
  if (escalation === null) return []
  const steps = escalation.to.flatMap(step => library.routes.get(step) ?? [])
  const flat = steps.map(step => ({ step, ...flatRoute(step, library) }))
  return [
    {
      id,
      at: escalation.at,
      isFixed: flat.every(({ routes }) => routes.every(({ route }) => selectionOf(route) !== 'dynamic')),
      targets: flat.flatMap(({ step, targets }) =>
        targets.map(target => ({ ...target, id: `${step.id}/${target.id}` })),
      ),
    },
  ]
}

const NEVER_TO_ALWAYS: Omit<Quantity<Share>, 'at'> = {
  low: share(0),
  expected: share(0),
  high: share(1),
  basis: 'assumed',
}

/** A router answers with a name, whatever it is asked. */
const NAME_OF_A_ROUTE = { low: tokens(1), expected: tokens(10), high: tokens(50), basis: 'assumed' } as const
const NO_ANSWER = { low: tokens(0), expected: tokens(0), high: tokens(0), basis: 'declared' } as const

/** Calls before the call. What runs inside the gateway is paid with its machine. */
export const routerCallsOf = (fact: RouteFact, library: Library): readonly RouterCall[] =>
  flatRoute(fact, library).routes.flatMap(({ route, part }) =>
    route.routerCalls.flatMap(({ purpose, model, deployment, unresolved, at }) => {
      const inner = routeNamed(model, route, library)
      const alone = { id: 'router', model, deployment, region: null, share: share(1), stated: null }
      const targets =
        inner === undefined
          ? [{ ...alone, problem: unresolved, alternative: null, at }]
          : flatRoute(inner, library).targets
      const output: Quantity<Tokens> = { ...(purpose === 'embedding' ? NO_ANSWER : NAME_OF_A_ROUTE), at }
      return targets
        .filter(target => target.deployment !== 'self-hosted')
        .map(target => ({ target, output, rate: { ...rateOf(part * target.share), at } }))
    }),
  )

/** Of a route that only some requests reach the router may be asked never or always. */
const rateOf = (part: number): Omit<Quantity<Share>, 'at'> => ({
  low: share(part < 1 ? 0 : 1),
  expected: share(Math.min(1, part)),
  high: share(1),
  basis: part < 1 ? 'assumed' : 'declared',
})
