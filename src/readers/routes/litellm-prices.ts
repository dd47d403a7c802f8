import type { StatedPrices } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { statedPrices, withoutNoise } from './prices.ts'

const FREE: StatedPrices = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }

/**
 * Prices that an entry states in USD per token, as USD per million tokens. A mocked answer costs nothing.
 * https://docs.litellm.ai/docs/proxy/custom_pricing
 */
export function pricesOf(entry: YamlValue): StatedPrices | null {
  const params = entry.get('litellm_params')
  if (params.get('mock_response').shape !== 'nothing') return FREE
  const sources = [params, entry.get('model_info')]
  const perMillion = (name: string): number | null => {
    const stated = sources
      .map(source => source.get(name).number())
      .find(price => price !== null && price >= 0)
    return stated === undefined || stated === null ? null : withoutNoise(stated * 1e6)
  }
  return statedPrices({
    input: perMillion('input_cost_per_token'),
    output: perMillion('output_cost_per_token'),
    cacheRead: perMillion('cache_read_input_token_cost'),
    cacheWrite: perMillion('cache_creation_input_token_cost'),
  })
}
