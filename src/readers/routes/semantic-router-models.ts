import type { RouteFact, StatedPrices } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { statedPrices, statesBoth } from './prices.ts'
import { mostRetries, route, target } from './shape.ts'

/** A model of the router: callers may ask for it by its name. All of its backends serve the same model. */
export function modelRoute(written: YamlValue, path: string): RouteFact {
  const name = written.get('name').text() ?? ''
  const at = { path, line: written.get('name').line }
  const retries = written.get('reliability').get('retry_count')
  const [, provider = null, model = name] =
    /^([^/]+)\/(.+)$/.exec(written.get('provider_model_id').text() ?? name) ?? []
  const prices = pricesOf(written.get('pricing'))
  const call = called(provider, model)
  const isPriced = statesBoth(prices)
  const isOwn = !isPriced && isOwnMachine(written)
  return route({
    id: `route:${path}#${name}`,
    names: [name],
    at,
    targets: [
      target({
        id: name,
        ...call,
        weight: 1,
        statedPrices: prices,
        unresolved: isPriced || isOwn ? null : (currencyOf(written) ?? call.unresolved),
        ...(isOwn ? { deployment: 'self-hosted' } : {}),
        at,
      }),
    ],
    ...mostRetries([{ value: retries.number(), at: { path, line: retries.line } }]),
  })
}

/** USD per million tokens. Prices in another currency are not converted. */
function pricesOf(pricing: YamlValue): StatedPrices | null {
  if (pricing.shape !== 'map' || !isDollar(pricing)) return null
  return statedPrices({
    input: pricing.get('prompt_per_1m').number(),
    output: pricing.get('completion_per_1m').number(),
    cacheRead: pricing.get('cached_input_per_1m').number(),
    cacheWrite: pricing.get('cache_write_per_1m').number(),
  })
}

const isDollar = (pricing: YamlValue): boolean =>
  (pricing.get('currency').text() ?? 'USD').toUpperCase() === 'USD'

const currencyOf = (written: YamlValue): string | null =>
  isDollar(written.get('pricing'))
    ? null
    : `its prices are in ${(written.get('pricing').get('currency').text() ?? '').slice(0, 10)}, not in USD`

/** Backends with an address of a cluster instead of a vendor. */
const isOwnMachine = (written: YamlValue): boolean =>
  written
    .get('backend_refs')
    .items()
    .some(backend => /^[\w-]+(?:\.[\w-]+\.svc[\w.]*)?:\d+/.test(backend.get('endpoint').text() ?? ''))
