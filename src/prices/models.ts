import { isDedicated } from '../model/deployment.ts'
import { usdPerMillionTokens } from '../units.ts'
import type { UsdPerMillionTokens } from '../units.ts'
import type { Lookup, ModelPrice, ModelQuery, PriceBook, PriceTier } from './book.ts'
import type { Catalog } from './catalog.ts'
import { billedApart } from './meters.ts'
import { missing } from './missing.ts'
import type { Edition } from './missing.ts'
import { withoutScope } from './names.ts'
import type { Overrides, SnapshotPrice } from './rows.ts'
import type { Quote } from './shelf.ts'
import { suggestNames } from './suggest.ts'
import { billing, cachedPrefixes, type CachedPrefixes } from './terms.ts'
import type { Billing } from './terms.ts'

/** Prices of models per token, for one day. What is not listed by its exact name is missing. */
export function modelPrices(catalog: Catalog, overrides: Overrides, edition: Edition): PriceBook['model'] {
  return query => {
    const { provider, quotes } = catalog.find(query.model)
    const [first] = quotes
    if (first === undefined) return unknown(catalog, query, edition)
    const name = withoutScope(provider === null ? first.id : `${provider}/${first.id}`)
    if (isDedicated(query.deployment))
      return missing(`${name} ${DEDICATED[query.deployment]} is paid by the hour: its capacity has the price`)
    const quote = quotes.find(({ prices }) => pricesOn(prices, edition.date).length > 0)
    if (quote === undefined) return tooEarly(name, quotes, edition)
    const apart = billedApart(pricesOn(quote.prices, edition.date)[0]?.more)
    if (apart.length > 0)
      return missing(`${name} is also billed for ${apart.join(' and ')}, which is not estimated`)
    const terms = billing(overrides, { provider, quote, query })
    if (terms === null)
      return missing(`no batch discount is known for ${provider ?? name}, so ${name} has no batch price`)
    const prefixes = cachedPrefixes(overrides, provider, quote.id)
    return found({ name, quote, terms, edition, prefixes, retires: catalog.retires(quote) })
  }
}

const DEDICATED = { provisioned: 'on provisioned throughput', 'self-hosted': 'on own machines' }

function unknown(catalog: Catalog, { model }: ModelQuery, { asOf }: Edition): Lookup<ModelPrice> {
  const suggestions = suggestNames(model, catalog.names())
  const name = model === '' ? 'a model without a name' : model.slice(0, 120)
  return missing(`no price for ${name} in the price book of ${asOf}`, suggestions)
}

function tooEarly(name: string, quotes: readonly Quote[], { date }: Edition): Lookup<ModelPrice> {
  const starts = quotes.flatMap(({ prices }) => prices.map(price => price.effective_from ?? '')).toSorted()
  return missing(`${name} has no price before ${starts[0]}, and ${date} is priced`)
}

function found(answer: {
  readonly name: string
  readonly quote: Quote
  readonly terms: Billing
  readonly edition: Edition
  readonly prefixes: CachedPrefixes
  readonly retires: ModelPrice['retires']
}): Lookup<ModelPrice> {
  const { name, quote, terms, edition, prefixes, retires } = answer
  return {
    kind: 'found',
    id: name,
    tiers: pricesOn(quote.prices, edition.date).map(price => tier(price, terms)),
    minimumPrefix: prefixes.minimum,
    prefixStep: prefixes.step,
    contextWindow: quote.context,
    retires,
    source: [quote.source, ...terms.said].join(', '),
    asOf: quote.asOf,
  }
}

/** The tiers of the newest price that has begun on that day. */
export function pricesOn(prices: readonly SnapshotPrice[], date: string): readonly SnapshotPrice[] {
  const begun = prices.filter(price => (price.effective_from ?? '') <= date)
  const newest = begun.map(startOf).toSorted().at(-1)
  return begun.filter(price => startOf(price) === newest).toSorted((a, b) => a.above - b.above)
}

const startOf = (price: SnapshotPrice) => price.effective_from ?? ''

const tier = (price: SnapshotPrice, { tokens, cache }: Billing): PriceTier => ({
  above: price.above,
  input: times(price.input, tokens),
  output: times(price.output, tokens),
  cacheRead: price.cache_read === null ? null : times(price.cache_read, cache),
  cacheWrite: price.cache_write === null ? null : times(price.cache_write, cache),
})

/** 0.1 × 1.1 is 0.11 on a price list. */
const times = (price: number, factor: number): UsdPerMillionTokens =>
  usdPerMillionTokens(Number((price * factor).toFixed(9)))
