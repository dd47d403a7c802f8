import type { Target } from '../model/workload.ts'
import type { Lookup, ModelPrice } from '../prices/book.ts'
import { usdPerMillionTokens } from '../units.ts'
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
  const { stated } = target
  const book = world.book.model({ model: target.model, deployment: target.deployment, region: target.region })
  if (stated === null) return book
  // A stated input or output price alone does not price a call: the other half still has to come from the book.
  if (book.kind === 'missing' && (stated.input === null || stated.output === null)) return book
  const listed = book.kind === 'found' ? book : null
  const source = `${target.at.path}:${target.at.line ?? 1}`
  const tier = listed?.tiers[0]
  const amount = (own: number | null, other: number | null | undefined) =>
    own === null ? (other ?? null) : own
  const perMtok = (n: number | null) => (n === null ? null : usdPerMillionTokens(n))
  return {
    kind: 'found',
    id: listed?.id ?? target.model,
    minimumPrefix: listed?.minimumPrefix ?? 0,
    contextWindow: listed?.contextWindow ?? null,
    source,
    asOf: 'as configured',
    tiers: [
      {
        above: 0,
        input: usdPerMillionTokens(amount(stated.input, tier?.input) ?? 0),
        output: usdPerMillionTokens(amount(stated.output, tier?.output) ?? 0),
        cacheRead: perMtok(amount(stated.cacheRead, tier?.cacheRead)),
        cacheWrite: perMtok(amount(stated.cacheWrite, tier?.cacheWrite)),
      },
    ],
  }
}
