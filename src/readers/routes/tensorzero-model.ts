import type { RouteFact, RouteTarget, StatedPrices } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { statedPrices, statesBoth, withoutNoise } from './prices.ts'
import { chain, target } from './shape.ts'
import { vendorAt } from './vendors.ts'

export type Models = {
  readonly facts: readonly RouteFact[]
  /** What variants may name as their `model`. */
  readonly named: readonly { readonly name: string; readonly id: string }[]
}

/** Each `[models.M]`: its providers are asked in the order of `routing`. */
export function modelRoutes(path: string, models: YamlValue, taken: ReadonlySet<string>): Models {
  const read = models.entries().map(({ key, value }) => {
    const id = `route:${path}#${taken.has(key) ? `model/${key}` : key}`
    const names = [...(taken.has(key) ? [] : [key]), `tensorzero::model_name::${key}`]
    return { name: key, id, facts: routesOf(value, { id, names, path }) }
  })
  return { facts: read.flatMap(({ facts }) => facts), named: read }
}

type Named = { readonly id: string; readonly names: readonly string[]; readonly path: string }

function routesOf(model: YamlValue, { id, names, path }: Named): readonly RouteFact[] {
  const order = model.get('routing').items()
  const groups = order.flatMap(written => {
    const name = written.text()
    if (name === null) return []
    const at = { path, line: model.get('providers').get(name).line }
    return [{ at, targets: [{ ...providerTarget(name, model.get('providers').get(name), at), weight: 1 }] }]
  })
  return chain({ id, names, at: { path, line: model.line } }, groups)
}

/** Keys in which providers name what they call. */
const MODEL_KEYS = ['model_name', 'model_id', 'endpoint_id', 'deployment_id']

function providerTarget(id: string, provider: YamlValue, at: RouteTarget['at']): RouteTarget {
  const type = provider.get('type').text()
  const prices = pricesOf(provider.get('cost'))
  if (type === null)
    return target({ id, at, model: id, unresolved: `provider ${id.slice(0, 60)} is not in this file` })
  const name = firstOf(provider, MODEL_KEYS)
  const vendor = vendorAt(provider.get('api_base').text() ?? '')
  const call = called(vendor ?? PROVIDERS.get(type) ?? type, name)
  const isPriced = statesBoth(prices)
  return target({
    id,
    at,
    ...call,
    ...(isOwnMachine(type, provider) && !isPriced ? { deployment: 'self-hosted' } : {}),
    region: regionOf(provider),
    statedPrices: prices,
    unresolved: isPriced ? null : (hiddenBy(type, name) ?? call.unresolved),
  })
}

const regionOf = (provider: YamlValue) => firstOf(provider, ['region', 'location'])

const firstOf = (provider: YamlValue, keys: readonly string[]): string | null =>
  keys.map(key => provider.get(key).text()).find(text => text !== null) ?? null

const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['aws_bedrock', 'bedrock'],
  ['aws_sagemaker', 'sagemaker'],
  ['gcp_vertex_anthropic', 'vertex_ai'],
  ['gcp_vertex_gemini', 'vertex_ai'],
  ['google_ai_studio_gemini', 'gemini'],
])

/** An address that speaks like OpenAI and belongs to no known vendor. */
const isOwnMachine = (type: string, provider: YamlValue): boolean => {
  const base = provider.get('api_base').text()
  return type === 'openai' && base !== null && vendorAt(base) === null
}

function hiddenBy(type: string, name: string | null): string | null {
  if (type === 'azure') return `azure/${name ?? ''} names a deployment, which does not say which model it is`
  return type === 'dummy' ? 'a dummy provider calls no model' : null
}

/**
 * Prices that point into the provider's usage record, in USD per million. Cached tokens that are a part of the
 * input carry a discount, so a negative rate; those that are counted apart carry their price.
 * https://www.tensorzero.com/docs/operations/track-usage-and-cost
 */
function pricesOf(cost: YamlValue): StatedPrices | null {
  const rates = cost.items().flatMap(entry => {
    const rate = entry.get('cost_per_million').number()
    return rate === null ? [] : [{ pointer: entry.get('pointer').text() ?? '', rate }]
  })
  const rateAt = (pointer: RegExp) => rates.find(each => pointer.test(each.pointer))?.rate ?? null
  const input = rateAt(/\/(?:prompt_tokens|input_tokens|promptTokenCount|inputTokens)$/)
  const cached = rateAt(/cached|cache_read|cacheRead/i)
  return statedPrices({
    input,
    output: rateAt(/\/(?:completion_tokens|output_tokens|candidatesTokenCount|outputTokens)$/),
    cacheRead: cached !== null && cached < 0 ? withoutNoise((input ?? 0) + cached) : cached,
    cacheWrite: rateAt(/cache_creation|cacheWrite/i),
  })
}
