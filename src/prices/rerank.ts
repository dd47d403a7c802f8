import { usdPerRequest } from '../units.ts'
import type { PriceBook } from './book.ts'
import type { ContractRerankRate } from './contract-rates.ts'
import { missing } from './missing.ts'
import type { Edition } from './missing.ts'
import { readModelName } from './names.ts'
import type { Overrides } from './rows.ts'
import { suggestNames } from './suggest.ts'

/** Prices of reranking models, which are paid by the search and not by the token. */
export function rerankPrices(
  rows: Overrides['rerank'],
  contract: readonly ContractRerankRate[],
  { asOf, date }: Edition,
): PriceBook['rerank'] {
  const listed = rows.map(row => ({
    model: row.model,
    usd: row.usd_per_1000_searches,
    source: row.source,
    asOf: row.as_of,
  }))
  const agreed = contract.filter(rate => (rate.effective_from ?? '') <= date)
  const newest = agreed.toSorted((a, b) => ((a.effective_from ?? '') < (b.effective_from ?? '') ? 1 : -1))
  const known = [...newest, ...listed]
  return model => {
    const keys = namesOf(model)
    const rate = known.find(
      ({ model }) => keys.includes(model) || namesOf(model).some(key => keys.includes(key)),
    )
    if (rate !== undefined)
      return {
        kind: 'found',
        perSearch: usdPerRequest(rate.usd / 1000),
        source: rate.source,
        asOf: rate.asOf,
      }
    const names = known.map(({ model }) => model)
    return missing(
      `no price for reranking with ${model} in the price book of ${asOf}`,
      suggestNames(model, names),
    )
  }
}

/** `cohere/rerank-v3.5` answers to `rerank-v3.5`, too. */
function namesOf(model: string): readonly string[] {
  const { provider, ids } = readModelName(model)
  const [id = model] = ids
  return provider === null ? [id, `cohere/${id}`] : [`${provider}/${id}`]
}
