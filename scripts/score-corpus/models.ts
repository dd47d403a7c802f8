import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import {
  callsOf,
  check,
  fallbackModels,
  isSameModel,
  modelsOf,
  routeNamed,
  routesOf,
  suitesOf,
} from './seen.ts'
import type { Check, Seen } from './seen.ts'

/** `models` is a count of calls by model, a price list, or an order of providers, by what it holds. */
const models: Judge = (map, seen) =>
  map.entries().flatMap(({ key, value }) => {
    if (value.number() !== null) return [callsWith(key, value.number(), seen)]
    return value.get('pricing').shape === 'map' ? priced(key, value, seen) : ordered(key, value, seen)
  })

function callsWith(model: string, count: number | null, seen: Seen): Check {
  const found = callsOf(seen).filter(call => call.model !== null && isSameModel(call.model, model))
  return check(`${count} calls of ${model}`, found.length === count)
}

/** vLLM semantic router: prices per million, and retries. */
function priced(name: string, expected: YamlValue, seen: Seen): readonly Check[] {
  const route = routeNamed(seen, name)
  const prices = route?.targets[0]?.statedPrices
  const usd = (key: string) => expected.get('pricing').get(key).number()
  return [
    check(`model ${name}`, route !== undefined),
    check(`${name}: ${usd('prompt_per_1m')} in`, prices?.input === usd('prompt_per_1m')),
    check(`${name}: ${usd('completion_per_1m')} out`, prices?.output === usd('completion_per_1m')),
    check(`${name}: ${usd('cached_input_per_1m')} cached`, prices?.cacheRead === usd('cached_input_per_1m')),
    check(`${name}: retries`, route?.retries === expected.get('retry_count').number()),
  ]
}

/** TensorZero: the first provider answers, the others follow. */
function ordered(name: string, expected: YamlValue, seen: Seen): readonly Check[] {
  const route = routeNamed(seen, name)
  const asked = route === undefined ? [] : [...modelsOf(route, seen), ...fallbackModels(route, seen)]
  return expected
    .get('routing')
    .items()
    .map((provider, index) => {
      const wanted =
        expected
          .get('providers')
          .get(provider.text() ?? '')
          .items()[1]
          ?.text() ?? ''
      return check(`${name}, provider ${index + 1} → ${wanted}`, isSameModel(asked[index] ?? '', wanted))
    })
}

/** TensorZero: the variants of a function, their models and shares. */
const functions: Judge = (map, seen) =>
  map.entries().flatMap(({ key, value }) => {
    const route = routeNamed(seen, key)
    const experiment = value.get('experimentation')
    const shares = experiment.get('candidate_variants').entries()
    const isAdaptive = experiment.get('type').text() === 'adaptive'
    return [
      ...(isAdaptive ? [check(`${key} is dynamic`, route?.selection === 'dynamic')] : []),
      ...value
        .get('variants')
        .entries()
        .flatMap(variant => variantChecks(variant, key, seen)),
      ...shares.map(({ key: variant, value: share }) =>
        check(
          `${key}: ${variant} weight ${share.text()}`,
          route?.targets.some(({ id, weight }) => id === variant && weight === share.number()) === true,
        ),
      ),
    ]
  })

type Variant = { readonly key: string; readonly value: YamlValue }

function variantChecks({ key, value }: Variant, name: string, seen: Seen): readonly Check[] {
  const target = routeNamed(seen, name)?.targets.find(({ id }) => id === key)
  const inner = routesOf(seen).find(({ id }) => id === target?.model)
  const model = value.get('model').text()
  const candidates = value.get('candidates').items().length
  if (model !== null) {
    const asked = inner === undefined ? [target?.model ?? ''] : [...inner.names, ...modelsOf(inner, seen)]
    return [
      check(
        `${name}: ${key} → ${model}`,
        asked.some(one => isSameModel(one, model)),
      ),
    ]
  }
  const calls = inner?.selection === 'all' ? inner.targets.length : 0
  return [check(`${name}: ${key} asks ${candidates} candidates and a judge`, calls === candidates + 1)]
}

/** A list of models that a gateway offers, of providers that a suite tests, or a map of a gateway's keys. */
const providers: Judge = (written, seen) => {
  const listed = written.items().map(item => {
    const [model, id] = [item.get('model').text(), item.get('id').text()]
    if (id !== null)
      return check(
        `tests ${id}`,
        suitesOf(seen).some(suite => suite.providers.some(one => one.id === id)),
      )
    const isDefault = item.get('default').boolean() === true
    const offered = routesOf(seen).filter(route =>
      route.targets.some(target => isSameModel(target.model, model ?? '')),
    )
    const fallsTo = routeNamed(seen, 'default')
    const isFallen =
      fallsTo !== undefined && modelsOf(fallsTo, seen).some(one => isSameModel(one, model ?? ''))
    return check(
      `offers ${model}${isDefault ? ' by default' : ''}`,
      offered.length > 0 && (!isDefault || isFallen),
    )
  })
  const keyed = written.entries().map(({ key }) =>
    check(
      `provider ${key}`,
      routesOf(seen).some(route => route.targets.some(({ model }) => model.startsWith(`${key}/`))),
    ),
  )
  return [...listed, ...keyed]
}

const prompts: Judge = (list, seen) =>
  list.items().flatMap(item => {
    const file = (item.get('raw').text() ?? item.text() ?? '').replace(/^file:\/\//, '')
    if (!/^[\w./-]+\.\w+$/.test(file)) return []
    return [
      check(
        `tests ${file}`,
        suitesOf(seen).some(suite => suite.prompts.includes(file)),
      ),
    ]
  })

export const MODELS: Readonly<Record<string, Judge>> = { models, functions, providers, prompts }
