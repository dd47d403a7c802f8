import type { RouteTarget, StatedPrices } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { statedPrices } from './prices.ts'
import { positive, target } from './shape.ts'
import { deploymentOf, vendorAt } from './vendors.ts'

/** One model behind the proxy. Prices are USD per million tokens, as written. */
export function kongTarget(written: YamlValue, path: string): RouteTarget {
  const model = written.get('model')
  const options = model.get('options')
  const provider = model.get('provider').text()
  const address = options.get('upstream_url').text()
  const call = called(vendorAt(address ?? '') ?? provider, model.get('name').text())
  const isOwn = provider === 'openai' && address !== null && vendorAt(address) === null
  const shown = call.model.includes('/') ? call.model : `${provider ?? ''}/${call.model}`
  return target({
    id: written.get('description').text()?.slice(0, 80) ?? shown,
    ...call,
    deployment: isOwn ? 'self-hosted' : deploymentOf(provider ?? ''),
    region:
      options.get('bedrock').get('aws_region').text() ?? options.get('gemini').get('location_id').text(),
    maxOutput: positive(options.get('max_tokens').number()),
    statedPrices: pricesOf(options),
    at: { path, line: model.line },
  })
}

function pricesOf(options: YamlValue): StatedPrices | null {
  const price = (key: string) => options.get(key).number()
  return statedPrices({
    input: price('input_cost'),
    output: price('output_cost'),
    cacheRead: price('cache_read_cost'),
    cacheWrite: price('cache_write_cost'),
  })
}
