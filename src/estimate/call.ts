import type { Band } from '../model/quantity.ts'
import type { Call, Target } from '../model/workload.ts'
import { whyMissing } from '../prices/missing.ts'
import { times, type Line } from './line.ts'
import { priceOf } from './price.ts'
import { routeCost, type Priced } from './route.ts'
import type { World } from './world.ts'
import { priceTokens, usdPerMillionTokens, type Tokens } from '../units.ts'

/**
 * What one request pays for a call: ((1 − hit_rate) × (call + retrieval) + look-up) × calls per request.
 * Where the response cache answers, neither the model nor the search behind it is asked.
 */
export function callCost(call: Call, band: Band, world: World): Priced {
  const answer = routeCost({ call, band, world })
  const search = retrievalCost(call, world)
  const cache = call.caching.response
  const lookup = cache === null ? NOTHING_PAID : lookupCost(call, world)
  const miss = cache === null ? 1 : 1 - cache.hitRate[band]
  const once = [
    ...times([...answer.lines, ...search.lines], miss, cache?.hitRate.basis ?? 'measured'),
    ...lookup.lines,
  ]
  return {
    lines: times(once, call.repetition.perRequest[band], call.repetition.perRequest.basis),
    unpriced: [...answer.unpriced, ...search.unpriced, ...lookup.unpriced],
  }
}

const NOTHING_PAID: Priced = { lines: [], unpriced: [] }

function lookupCost(call: Call, world: World): Priced {
  const cache = call.caching.response
  if (cache?.lookup == null) return NOTHING_PAID
  return embed(cache.lookup, cache.lookupTokens, { call, meter: 'lookup', world })
}

function retrievalCost(call: Call, world: World): Priced {
  const { retrieval } = call
  if (retrieval === null) return NOTHING_PAID
  const query =
    retrieval.embedding === null
      ? NOTHING_PAID
      : embed(retrieval.embedding, retrieval.queryTokens, { call, meter: 'embedding', world })
  const rerank = rerankCost(call, world)
  const store = flatFee({
    call,
    meter: 'store',
    target: 'vector store',
    usd: retrieval.storeUsd,
    asOf: 'as configured',
  })
  return {
    lines: [...query.lines, ...rerank.lines, ...(retrieval.storeUsd > 0 ? [store] : [])],
    unpriced: [...query.unpriced, ...rerank.unpriced],
  }
}

function rerankCost(call: Call, world: World): Priced {
  const model = call.retrieval?.rerankModel ?? null
  if (model === null) return NOTHING_PAID
  const price = world.book.rerank(model)
  if (price.kind === 'missing') return { lines: [], unpriced: [whyMissing(price)] }
  const fee = flatFee({ call, meter: 'rerank', target: model, usd: price.perSearch, asOf: price.asOf })
  return { lines: [{ ...fee, source: price.source }], unpriced: [] }
}

type Embedding = { readonly call: Call; readonly meter: 'lookup' | 'embedding'; readonly world: World }

/** An embedding call has input and nothing else. */
function embed(target: Target, quantity: Tokens, { call, meter, world }: Embedding): Priced {
  const price = priceOf(target, world)
  if (price.kind === 'missing') return { lines: [], unpriced: [whyMissing(price)] }
  const unitPrice = price.tiers[0]?.input ?? usdPerMillionTokens(0)
  const { source, asOf } = price
  const usd = priceTokens(quantity, unitPrice)
  const line = { call: call.id, target: target.model, meter, quantity, unitPrice, usd, source, asOf }
  return { lines: [{ ...line, basis: 'declared', at: target.at }], unpriced: [] }
}

type Fee = {
  readonly call: Call
  readonly meter: 'rerank' | 'store'
  readonly target: string
  readonly usd: number
  readonly asOf: string
}

function flatFee({ call, meter, target, usd, asOf }: Fee): Line {
  const at = call.retrieval?.at ?? call.at
  const source = `${at.path}:${at.line ?? 1}`
  return {
    call: call.id,
    target,
    meter,
    quantity: 1,
    unitPrice: usd,
    usd,
    basis: 'declared',
    at,
    source,
    asOf,
  }
}
