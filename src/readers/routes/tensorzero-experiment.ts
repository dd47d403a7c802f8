import type { RouteFact } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'

export type Experiment = {
  readonly selection: RouteFact['selection']
  readonly candidates: readonly { readonly name: string; readonly weight: number | null }[]
  /** Variants that are only asked when the candidates failed, in order. */
  readonly fallbacks: readonly string[]
}

/** The others learn from feedback while they run. */
const STATIC = new Set(['static', 'static_weights', 'uniform'])

/**
 * Which variants of a function get how much of the traffic: what its experiment says, else the older weights of
 * the variants, else all alike. https://www.tensorzero.com/docs/experimentation/run-ab-tests
 */
export function experimentOf(value: YamlValue): Experiment {
  const experiment = value.get('experimentation')
  const type = experiment.get('type').text()
  const fallbacks = namesIn(experiment.get('fallback_variants'))
  const all = value.get('variants').entries()
  const isFallback = new Set(fallbacks)
  if (type === null) return byWeight(all, fallbacks)
  const written = experiment.get('candidate_variants')
  const others = all.map(({ key }) => key).filter(name => !isFallback.has(name))
  const names = written.shape === 'nothing' ? others : namesIn(written)
  const isStatic = STATIC.has(type)
  const stated = (name: string) => written.get(name).number() ?? (written.shape === 'map' ? 0 : 1)
  return {
    selection: isStatic ? 'weighted' : 'dynamic',
    candidates: names.map(name => ({ name, weight: isStatic ? stated(name) : null })),
    fallbacks,
  }
}

type Variants = readonly { readonly key: string; readonly value: YamlValue }[]

/** Where some variants have a weight, those without one are only fallbacks. */
function byWeight(all: Variants, fallbacks: readonly string[]): Experiment {
  const variants = all.map(({ key, value }) => ({ name: key, weight: value.get('weight').number() }))
  const weighted = variants.filter(({ weight }) => weight !== null && weight > 0)
  const others = variants.filter(({ weight }) => weight === null || weight <= 0).map(({ name }) => name)
  if (weighted.length > 0)
    return { selection: 'weighted', candidates: weighted, fallbacks: [...fallbacks, ...others] }
  const isFallback = new Set(fallbacks)
  const candidates = variants.filter(({ name }) => !isFallback.has(name))
  return { selection: 'weighted', candidates: candidates.map(each => ({ ...each, weight: 1 })), fallbacks }
}

const namesIn = (written: YamlValue): readonly string[] =>
  written.shape === 'map'
    ? written.entries().map(({ key }) => key)
    : written.items().flatMap(item => item.text() ?? [])
