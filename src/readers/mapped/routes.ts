import type { RouteFact } from '../../model/fact.ts'
import type { MappedTargets } from '../../model/mapping.ts'
import { route, routeTarget } from '../route.ts'
import { amountOf, unresolvedModel } from './calls.ts'
import { search, stepsOf } from './path.ts'
import type { Found } from './path.ts'
import type { LookUp } from './source.ts'
import { distinct } from './thing.ts'
import type { Thing } from './thing.ts'

/** One thing of a file as a route; null where it has no target. */
export function mappedRoute(targets: MappedTargets, thing: Thing, lookUp: LookUp): RouteFact | null {
  const { found } = search(thing.found, stepsOf(targets.at ?? '$'), MOST_TARGETS)
  const models = found.map(target => lookUp(targets.model, target)?.text ?? null)
  const ids = distinct(
    models.map(model => model ?? 'unknown'),
    new Set(),
  )
  const made = found.map((target, index) => {
    const model = models[index] ?? null
    return routeTarget({
      id: ids[index] ?? '',
      model: model ?? 'unknown',
      weight: found.length === 1 ? 1 : amountOf(lookUp(targets.weight, target)?.text),
      maxOutput: amountOf(lookUp(targets.max_output, target)?.text),
      unresolved: unresolvedModel(model, targets.model),
      at: { path: thing.path, line: lineOf(target) },
    })
  })
  if (made.length === 0) return null
  return route({
    id: `route:${thing.path}#${thing.id}`,
    names: [thing.id],
    at: thing.at,
    selection: made.every(({ weight }) => weight !== null) ? 'weighted' : 'dynamic',
    targets: made,
  })
}

const MOST_TARGETS = 100

const lineOf = ({ value }: Found) => value.line
