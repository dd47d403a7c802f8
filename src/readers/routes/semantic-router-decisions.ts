import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { distinct, route, target } from './shape.ts'

export type Known = {
  readonly path: string
  /** Models of this file by name: the id of each one's route. */
  readonly known: ReadonlyMap<string, string>
}

/** Where a request of this decision may go: one of its models, or all of them at once. */
export function decisionTargets(decision: YamlValue, known: Known): readonly RouteTarget[] {
  const models = namesIn(decision.get('modelRefs'))
  const panel = panelOf(decision, models)
  const name = decision.get('name').text() ?? ''
  if (panel.length > 0)
    return [
      target({ id: name, model: panelId(name, known.path), at: { path: known.path, line: decision.line } }),
    ]
  const algorithm = decision.get('algorithm').get('type').text()
  const candidates = algorithm === 'static' ? models.slice(0, 1) : models
  return candidates.map(each => modelTarget(each.name, each.name, { ...known, line: each.line }))
}

/** A decision that asks several models for every request is a route of its own. */
export function panelRoutes(decision: YamlValue, known: Known): readonly RouteFact[] {
  const panel = panelOf(decision, namesIn(decision.get('modelRefs')))
  if (panel.length === 0) return []
  const ids = distinct(panel.map(({ name }) => name))
  return [
    route({
      id: panelId(decision.get('name').text() ?? '', known.path),
      at: { path: known.path, line: decision.line },
      selection: 'all',
      targets: panel.map(({ name, line }, index) =>
        modelTarget(ids[index] ?? name, name, { ...known, line }),
      ),
    }),
  ]
}

const panelId = (name: string, path: string): string => `route:${path}#decision/${name}`

type Named = { readonly name: string; readonly line: number }

const MAX_CALLS = 128

/**
 * Every call that the algorithm makes for one request; none where it chooses one model.
 * https://vllm-semantic-router.com/docs/tutorials/algorithm/overview
 */
function panelOf(decision: YamlValue, models: readonly Named[]): readonly Named[] {
  const algorithm = decision.get('algorithm')
  switch (algorithm.get('type').text()) {
    case 'ratings':
      return models
    case 'fusion': {
      const fusion = algorithm.get('fusion')
      const analysts = namesIn(fusion.get('analysis_models'))
      const judge = fusion.get('model').text()
      const last = judge === null ? [] : [{ name: judge, line: fusion.get('model').line }]
      return [...(analysts.length > 0 ? analysts : models), ...last]
    }
    case 'remom':
      return deliberation(algorithm.get('remom'), models)
    default:
      return []
  }
}

/** As many calls as the rounds are broad, shared among the models in turn, and one that sums up. */
function deliberation(remom: YamlValue, models: readonly Named[]): readonly Named[] {
  const rounds = remom
    .get('breadth_schedule')
    .items()
    .map(each => Math.max(0, Math.floor(each.number() ?? 0)))
  const calls = Math.min(MAX_CALLS, rounds.reduce((sum, breadth) => sum + breadth, 0) + 1)
  const [first] = models
  if (first === undefined) return []
  const isFirstOnly = remom.get('model_distribution').text() === 'first_only'
  return Array.from({ length: calls }, (_, index) =>
    isFirstOnly ? first : (models[index % models.length] ?? first),
  )
}

const namesIn = (list: YamlValue): readonly Named[] =>
  list.items().flatMap(each => {
    const name = each.text() ?? each.get('model').text()
    return name === null ? [] : [{ name, line: each.line }]
  })

export const modelTarget = (
  id: string,
  name: string,
  { path, known, line }: Known & { readonly line: number },
): RouteTarget =>
  target({
    id,
    model: known.get(name) ?? name,
    unresolved: known.has(name) ? null : `model ${name.slice(0, 60)} is not in this file`,
    at: { path, line },
  })
