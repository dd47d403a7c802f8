import type { RouteFact } from '../model/fact.ts'
import type { Library } from './library.ts'
import { sharedFolders } from './nearness.ts'

/**
 * A reference of one route to another: by id, else by its name in another file. Where several files have the
 * name, the one nearest to the route that asks is meant.
 */
export function routeNamed(reference: string, from: RouteFact, { routes }: Library): RouteFact | undefined {
  const exact = routes.get(reference)
  if (exact !== undefined || !reference.startsWith('route:')) return exact
  const name = reference.slice(reference.indexOf('#') + 1)
  const named = [...routes.values()].filter(({ names }) => names.includes(name))
  const near = (route: RouteFact) => sharedFolders(route.at.path, from.at.path)
  return named.toSorted((a, b) => near(b) - near(a) || (a.id < b.id ? -1 : 1))[0]
}
