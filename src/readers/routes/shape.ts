import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import { route, routeTarget } from '../route.ts'
import { deploymentOf } from './vendors.ts'

export { route, routePolicy } from '../route.ts'

type Stated = Parameters<typeof routeTarget>[0]

/** A target of which a format states only a part; the provider's name tells where it runs. */
export const target = (stated: Stated): RouteTarget =>
  routeTarget({ deployment: deploymentOf(stated.model.split('/', 1)[0] ?? ''), ...stated })

/** Targets that are asked together, and what is tried in their place when all of them failed. */
export type Group = Pick<RouteFact, 'at' | 'targets'> & Partial<RouteFact>

/**
 * Groups that are asked one after another: the first is the route itself, each next one a nameless route that
 * only this chain refers to.
 */
export function chain(
  named: Pick<RouteFact, 'id' | 'at' | 'names'>,
  groups: readonly Group[],
): readonly RouteFact[] {
  const [first = { at: named.at, targets: [] }, ...others] = groups
  const rest = others.map((group, index) =>
    route({ ...group, id: under(named.id, `fallback-${index + 1}`), names: [] }),
  )
  return [
    route({ ...first, ...named, fallbacks: [...rest.map(({ id }) => id), ...(first.fallbacks ?? [])] }),
    ...rest,
  ]
}

/** `route:PATH#NAME/part`; a file that is one route has no name of its own. */
export const under = (id: string, part: string): string => `${id}${id.includes('#') ? '/' : '#'}${part}`

/** Each once as it is; what comes again is numbered: `gpt`, `gpt#2`. */
export function distinct(ids: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return ids.map(id => {
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return count === 1 ? id : `${id}#${count}`
  })
}

/** The largest number of further attempts among several, with its place; nothing where none is stated. */
export function mostRetries(
  all: readonly { readonly value: number | null; readonly at: RouteFact['at'] }[],
): Pick<RouteFact, 'retries' | 'retriesAt'> {
  const stated = all.flatMap(({ value, at }) => (value !== null && value >= 0 ? [{ value, at }] : []))
  const [most] = stated.toSorted((a, b) => b.value - a.value)
  return { retries: most?.value ?? null, retriesAt: most?.at ?? null }
}

/** A stated limit of an answer; 0, negative and placeholder values are none. */
export const positive = (limit: number | null): number | null => (limit !== null && limit > 0 ? limit : null)
