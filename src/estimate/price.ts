import { isDedicated } from '../model/deployment.ts'
import type { Target } from '../model/workload.ts'
import type { StatedPrices } from '../model/fact.ts'
import type { Lookup, ModelPrice, PriceTier } from '../prices/book.ts'
import { usdPerMillionTokens, type UsdPerMillionTokens } from '../units.ts'
import type { World } from './world.ts'

/** The price of a target: what the tree states for it as configuration, else the book's. */
export function priceOf(target: Target, world: World): Lookup<ModelPrice> {
  const known = world.memory.prices.get(target)
  if (known !== undefined) return known
  const price = lookUp(target, world)
  world.memory.prices.set(target, price)
  return price
}

function lookUp(target: Target, world: World): Lookup<ModelPrice> {
  if (target.problem !== null) return { kind: 'missing', reason: target.problem, suggestions: [] }
  const { model, stated } = target
  const listed = listedPrice(target, world)
  if (stated === null) return listed
  // A stated input or output price alone does not price a call: the other half still has to come from the book.
  if (listed.kind === 'missing' && (stated.input === null || stated.output === null)) return listed
  return {
    kind: 'found',
    id: model,
    minimumPrefix: 0,
    prefixStep: 1,
    contextWindow: null,
    retires: null,
    ...(listed.kind === 'found' ? listed : {}),
    source: isServed(target) ? 'paid by its capacity' : `${target.at.path}:${target.at.line ?? 1}`,
    asOf: 'as configured',
    tiers: [statedTier(stated, listed.kind === 'found' ? (listed.tiers[0] ?? null) : null)],
  }
}

/** Most targets of a repository are a few models, and attribution makes targets of its own. */
function listedPrice({ model, deployment, region }: Target, { book, memory }: World): Lookup<ModelPrice> {
  const key = `${deployment}\0${region ?? ''}\0${model}`
  const known = memory.listed.get(key) ?? book.model({ model, deployment, region })
  memory.listed.set(key, known)
  return known
}

/** Its tokens cost nothing by themselves: the machines or units that serve them are paid by the hour. */
const isServed = ({ deployment, stated }: Target) =>
  isDedicated(deployment) && stated?.input === 0 && stated.output === 0

function statedTier(stated: StatedPrices, listed: PriceTier | null): PriceTier {
  const price = (own: number | null, other: UsdPerMillionTokens | null) =>
    own === null ? other : usdPerMillionTokens(own)
  const free = usdPerMillionTokens(0)
  return {
    above: 0,
    input: price(stated.input, listed?.input ?? null) ?? free,
    output: price(stated.output, listed?.output ?? null) ?? free,
    cacheRead: price(stated.cacheRead, listed?.cacheRead ?? null),
    cacheWrite: price(stated.cacheWrite, listed?.cacheWrite ?? null),
  }
}
