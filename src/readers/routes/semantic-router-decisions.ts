import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { reasoningOf } from './reasoning.ts'
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
  if (panel.length > 0 || cascadeOf(decision, models).length > 1 || chooserOf(decision) !== null)
    return [
      target({ id: name, model: panelId(name, known.path), at: { path: known.path, line: decision.line } }),
    ]
  const algorithm = decision.get('algorithm').get('type').text()
  const candidates = algorithm === 'static' ? models.slice(0, 1) : models
  return candidates.map(each => namedTarget(each, each.name, known))
}

/** A decision that asks several models for a request, all or one after the other, is a route of its own. */
export function panelRoutes(decision: YamlValue, known: Known): readonly RouteFact[] {
  const models = namesIn(decision.get('modelRefs'))
  const panel = panelOf(decision, models)
  if (chooserOf(decision) !== null) return [chosenRoute(decision, models, known)]
  if (panel.length === 0) return cascadeRoutes(decision, cascadeOf(decision, models), known)
  const ids = distinct(panel.map(({ name }) => name))
  return [
    route({
      id: panelId(decision.get('name').text() ?? '', known.path),
      at: { path: known.path, line: decision.line },
      selection: 'all',
      targets: panel.map((each, index) => namedTarget(each, ids[index] ?? each.name, known)),
    }),
  ]
}

const panelId = (name: string, path: string): string => `route:${path}#decision/${name}`

/** The model that reads the request and names the one that is to answer it. */
const chooserOf = (decision: YamlValue): string | null => {
  const algorithm = decision.get('algorithm')
  return algorithm.get('type').text() === 'prompt' ? algorithm.get('prompt').get('model').text() : null
}

function chosenRoute(decision: YamlValue, models: readonly Named[], known: Known): RouteFact {
  const written = decision.get('algorithm').get('prompt').get('model')
  const { model, unresolved, deployment, at } = modelTarget('', written.text() ?? '', {
    ...known,
    line: written.line,
  })
  return route({
    id: panelId(decision.get('name').text() ?? '', known.path),
    at: { path: known.path, line: decision.line },
    selection: models.length > 1 ? 'dynamic' : 'weighted',
    targets: models.map(each => namedTarget(each, each.name, known)),
    routerCalls: [{ purpose: 'classifier', model, unresolved, deployment, at }],
  })
}

/** The first model answers; each further one is asked where confidence in the answer before is too low. */
function cascadeRoutes(
  decision: YamlValue,
  [first, ...bigger]: readonly Named[],
  known: Known,
): readonly RouteFact[] {
  if (first === undefined || bigger.length === 0) return []
  const id = panelId(decision.get('name').text() ?? '', known.path)
  const at = { path: known.path, line: decision.line }
  const steps = bigger.map((each, index) =>
    route({ id: `${id}/escalation-${index + 1}`, at, targets: [namedTarget(each, each.name, known)] }),
  )
  const escalation = { to: steps.map(step => step.id), at: { ...at, line: decision.get('algorithm').line } }
  return [route({ id, at, targets: [namedTarget(first, first.name, known)], escalation }), ...steps]
}

/** https://vllm-semantic-router.com/docs/tutorials/algorithm/overview */
function cascadeOf(decision: YamlValue, models: readonly Named[]): readonly Named[] {
  const algorithm = decision.get('algorithm')
  switch (algorithm.get('type').text()) {
    case 'confidence':
      return models
    case 'automix':
      return models.slice(0, 1 + (algorithm.get('automix').get('max_escalations').number() ?? models.length))
    default:
      return []
  }
}

type Named = { readonly name: string; readonly line: number; readonly written: YamlValue }

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
      const last = judge === null ? [] : [{ name: judge, line: fusion.get('model').line, written: fusion }]
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
    return name === null ? [] : [{ name, line: each.line, written: each }]
  })

/** A model as a decision refers to it, with how much it is to think. */
function namedTarget({ name, line, written }: Named, id: string, known: Known): RouteTarget {
  const effort = written.get('reasoning_effort')
  const isOff = written.get('use_reasoning').boolean() === false
  const reasoning = isOff ? null : reasoningOf(effort, effort, known.path)
  return { ...modelTarget(id, name, { ...known, line }), reasoning }
}

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
