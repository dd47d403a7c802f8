import type { Diagnostic } from '../../model/diagnostic.ts'
import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { reasoningOf } from './reasoning.ts'
import { mostRetries, positive, route, target, under } from './shape.ts'
import { experimentOf } from './tensorzero-experiment.ts'

export type Known = {
  readonly path: string
  /** Models of this file, by name: the id of each one's route. */
  readonly defined: ReadonlyMap<string, string>
}

type Routes = { readonly facts: readonly RouteFact[]; readonly diagnostics: readonly Diagnostic[] }

/** A function samples one of its variants; each variant is a call, or several calls with a judge. */
export function functionRoutes(name: string, value: YamlValue, known: Known): Routes {
  const { path } = known
  const id = `route:${path}#${name}`
  const variants = value.get('variants')
  const experiment = experimentOf(value)
  const composites = variants.entries().filter(({ value }) => judgeOf(value) !== null)
  const fallbacks = experiment.fallbacks.filter(each => variants.get(each).shape === 'map')
  const chosen = experiment.candidates.filter(each => variants.get(each.name).shape === 'map')
  const fact = route({
    id,
    names: [name, `tensorzero::function_name::${name}`],
    at: { path, line: value.line },
    selection: experiment.selection,
    targets: chosen.map(each => ({
      ...variantTarget(each.name, variants.get(each.name), { ...known, id }),
      weight: each.weight,
    })),
    fallbacks: fallbacks.map(each => under(id, `fallback/${each}`)),
    ...mostRetries(chosen.map(each => retriesOf(variants.get(each.name), path))),
  })
  const reserves = fallbacks.map(each =>
    route({
      id: under(id, `fallback/${each}`),
      at: { path, line: variants.get(each).line },
      targets: [variantTarget(each, variants.get(each), { ...known, id })],
      ...mostRetries([retriesOf(variants.get(each), path)]),
    }),
  )
  const several = composites.map(({ key, value }) => compositeRoute(key, value, { ...known, id, variants }))
  return {
    facts: [fact, ...reserves, ...several],
    diagnostics: problemsOf(name, value, path),
  }
}

const retriesOf = (variant: YamlValue, path: string) => {
  const retries = variant.get('retries').get('num_retries')
  return { value: retries.number(), at: { path, line: retries.line } }
}

/** The call that reads the candidates' answers: an evaluator that picks one, or a fuser that joins them. */
function judgeOf(variant: YamlValue): YamlValue | null {
  if (variant.get('candidates').shape !== 'list') return null
  return variant.get('evaluator').shape === 'map' ? variant.get('evaluator') : variant.get('fuser')
}

type Inside = Known & { readonly id: string }

function variantTarget(name: string, variant: YamlValue, inside: Inside): RouteTarget {
  const at = { path: inside.path, line: variant.get('model').line }
  if (judgeOf(variant) !== null) return target({ id: name, at, model: under(inside.id, name), weight: 1 })
  return callTarget(name, variant, inside)
}

function callTarget(id: string, call: YamlValue, { path, defined }: Inside): RouteTarget {
  const model = call.get('model')
  const written = model.text()
  const at = { path, line: model.line }
  const maxOutput = positive(call.get('max_tokens').number())
  const reasoning = reasoningOf(call.get('reasoning_effort'), call.get('thinking_budget_tokens'), path)
  const stated = { id, at, maxOutput, reasoning }
  const own = defined.get(written ?? '')
  if (own !== undefined) return target({ ...stated, model: own })
  const [, provider = null, name = null] = /^(\w+)::(.+)$/.exec(written ?? '') ?? []
  if (provider !== null) return target({ ...stated, ...called(provider, name) })
  const shown = (written ?? '').slice(0, 60)
  const unresolved = written === null ? 'no model is stated' : `model ${shown} is not defined in this file`
  return target({ ...stated, model: written ?? 'unknown', unresolved })
}

/** Every candidate is asked, then the judge reads what they answered. */
function compositeRoute(name: string, variant: YamlValue, inside: Inside & { readonly variants: YamlValue }) {
  const counts = new Map<string, number>()
  const candidates = variant
    .get('candidates')
    .items()
    .map(written => {
      const candidate = written.text() ?? ''
      const count = (counts.get(candidate) ?? 0) + 1
      counts.set(candidate, count)
      return { candidate, id: count === 1 ? candidate : `${candidate}#${count}` }
    })
  const judge = judgeOf(variant) ?? variant
  return route({
    id: under(inside.id, name),
    at: { path: inside.path, line: variant.line },
    selection: 'all',
    targets: [
      ...candidates.map(({ candidate, id }) => callTarget(id, inside.variants.get(candidate), inside)),
      callTarget(variant.get('evaluator').shape === 'map' ? 'evaluator' : 'fuser', judge, inside),
    ],
  })
}

const MAX_PROBLEMS = 20

/** Names of variants that the function does not have. */
function problemsOf(name: string, value: YamlValue, path: string): readonly Diagnostic[] {
  const variants = value.get('variants')
  const { candidates, fallbacks } = experimentOf(value)
  const experiment = value.get('experimentation')
  const sampled = [...candidates.map(each => each.name), ...fallbacks].map(
    each => [each, experiment] as const,
  )
  const asked = variants.entries().flatMap(({ value }) =>
    value
      .get('candidates')
      .items()
      .map(each => [each.text() ?? '', value.get('candidates')] as const),
  )
  return [...sampled, ...asked]
    .filter(([variant]) => variants.get(variant).shape !== 'map')
    .slice(0, MAX_PROBLEMS)
    .map(([variant, { line }]) => ({
      code: 'tensorzero-unknown-variant',
      severity: 'warning',
      message: `Function ${name.slice(0, 60)} names the variant ${JSON.stringify(variant.slice(0, 60))}, which it does not have.`,
      hint: `Correct the name, or add [functions.${name.slice(0, 60)}.variants.${variant.slice(0, 60)}].`,
      path,
      line,
    }))
}
