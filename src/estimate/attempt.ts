import { weakest, type Basis, type Place } from '../model/evidence.ts'
import type { Band } from '../model/quantity.ts'
import type { Call, Target } from '../model/workload.ts'
import type { ModelPrice, PriceTier } from '../prices/book.ts'
import { priceTokens, tokens, usdPerMillionTokens } from '../units.ts'
import type { Meter } from './estimate.ts'
import type { Line } from './line.ts'
import { promptSize } from './prompt-size.ts'
import { stepsOf, type Step } from './steps.ts'
import { tierOf } from './tier.ts'
import type { World } from './world.ts'

export type Attempt = {
  readonly call: Call
  readonly target: Target
  readonly band: Band
  readonly world: World
}

/**
 * What one call costs when `target` answers it: all steps of its loop, each with its own tier.
 * ((input − cached − written) × p_input + cached × p_cache_read + written × p_cache_write + output × p_output) ÷ 1e6
 */
export function attempt({ call, target, band, world }: Attempt, price: ModelPrice): readonly Line[] {
  const input = inputOf({ call, target, band, world })
  return stepsOf(call.repetition.loop, band).flatMap(step => {
    const pools = grow(input.pools, call, { step, band })
    const size = pools.declared + pools.measured + pools.assumed
    const tier = tierOf(price.tiers, size)
    const cached = cachedTokens({
      call,
      band,
      step,
      size,
      prefix: input.prefix,
      price,
    })
    const row = rowOf({ call, target, price, weight: step.weight })
    return [
      ...inputLines(pools, cached, tier).map(part => row({ ...part, at: call.prompt.at })),
      row({
        meter: 'output',
        quantity: call.output.tokens[band],
        unitPrice: tier.output,
        basis: weakest([call.output.tokens.basis, loopBasis(call)]),
        at: call.output.tokens.at,
      }),
    ].filter(line => line.quantity > 0)
  })
}

/** Input tokens of the longest step of a call: what must fit into the window of the model. */
export function longestInput(asked: Attempt): number {
  const { call, band } = asked
  const last = stepsOf(call.repetition.loop, band).reduce((most, { before }) => Math.max(most, before), 0)
  const pools = grow(inputOf(asked).pools, call, { step: { weight: 1, before: last }, band })
  return pools.measured + pools.declared + pools.assumed
}

/** Tokens by how well they are known. */
type Pools = Readonly<Record<Basis, number>>

/** Input of the first step, and how much of it is a prefix that could be cached. */
function inputOf({ call, target, band, world }: Attempt): { pools: Pools; prefix: number } {
  const size = promptSize(call.prompt, target.model, world)
  const { chunks, tokensPerChunk, history } = call.context
  const pools = { measured: 0, declared: 0, assumed: 0 }
  for (const basis of BASES) pools[basis] += size.byBasis[basis][band]
  if (chunks !== null && tokensPerChunk !== null)
    pools[weakest([chunks.basis, tokensPerChunk.basis])] += chunks[band] * tokensPerChunk[band]
  if (history !== null) pools[history.basis] += history[band]
  if (call.caching.prefix === call.prompt) return { pools, prefix: size.prefix[band] }
  // Attribution: this side's text in the other side's order. The share of the text that stays in front decides.
  const order = promptSize(call.caching.prefix, target.model, world)
  const leading = order.fixed[band] === 0 ? 0 : order.prefix[band] / order.fixed[band]
  return { pools, prefix: size.fixed[band] * leading }
}

const BASES: readonly Basis[] = ['measured', 'declared', 'assumed']

/** Step k of a loop also reads what the k−1 steps before it added. */
function grow(pools: Pools, call: Call, { step, band }: { step: Step; band: Band }): Pools {
  const growth = call.context.growth
  if (growth === null || step.before === 0) return pools
  return { ...pools, [growth.basis]: pools[growth.basis] + step.before * growth[band] }
}

type CacheSituation = {
  readonly call: Call
  readonly band: Band
  readonly step: Step
  readonly size: number
  readonly prefix: number
  readonly price: ModelPrice
}

/**
 * Expected tokens read from and written to the provider's prompt cache: h × hit + (1−h) × miss.
 * A single call caches its prefix. In a loop everything sent is read again by the next step, so a first
 * step writes all of it, and a later step reads what the steps before it sent.
 */
function cachedTokens(at: CacheSituation): { read: number; written: number } {
  const hit = at.call.caching.hitRate?.[at.band] ?? null
  if (hit === null) return { read: 0, written: 0 }
  const prefix = cacheable(Math.min(at.prefix, at.size), at.price)
  if (at.call.repetition.loop === null) return { read: hit * prefix, written: (1 - hit) * prefix }
  if (at.size < at.price.minimumPrefix) return { read: 0, written: 0 }
  const added = Math.min(at.call.context.growth?.[at.band] ?? 0, at.size)
  const seen = at.step.before === 0 ? prefix : at.size - added
  return { read: hit * seen, written: at.size - hit * seen }
}

/** From the minimum on, and in whole steps. https://platform.openai.com/docs/guides/prompt-caching */
function cacheable(prefix: number, { minimumPrefix: minimum, prefixStep: step }: ModelPrice): number {
  if (prefix < minimum) return 0
  return step === 1 ? prefix : minimum + Math.floor((prefix - minimum) / step) * step
}

type InputPart = {
  readonly meter: Meter
  readonly quantity: number
  readonly unitPrice: number
  readonly basis: Basis
}

/** Cached tokens are the well-known ones at the front; what is assumed stays at the full price as far as it goes. */
function inputLines(pools: Pools, cached: { read: number; written: number }, tier: PriceTier): InputPart[] {
  const all = pools.measured + pools.declared + pools.assumed
  const demands: readonly [Meter, number, number][] = [
    ['cache_read', cached.read, tier.cacheRead ?? tier.input],
    ['cache_write', cached.written, tier.cacheWrite ?? tier.input],
    ['input', all - cached.read - cached.written, tier.input],
  ]
  const left = { ...pools }
  return demands.flatMap(([meter, wanted, unitPrice]) => {
    let missing = wanted
    return BASES.flatMap(basis => {
      const quantity = Math.min(left[basis], missing)
      left[basis] -= quantity
      missing -= quantity
      return quantity > 0 ? [{ meter, quantity, unitPrice, basis }] : []
    })
  })
}

type Row = InputPart & { readonly at: Place | null }

const rowOf =
  ({ call, target, price, weight }: { call: Call; target: Target; price: ModelPrice; weight: number }) =>
  ({ meter, quantity, unitPrice, basis, at }: Row): Line => ({
    call: call.id,
    target: target.model,
    meter,
    quantity: quantity * weight,
    unitPrice,
    usd: priceTokens(tokens(quantity * weight), usdPerMillionTokens(unitPrice)),
    basis: weakest([basis, loopBasis(call)]),
    at,
    source: price.source,
    asOf: price.asOf,
  })

/** Steps that nobody stated make every token of the call an assumption. */
function loopBasis(call: Call): Basis {
  const loop = call.repetition.loop
  if (loop === null || loop.measured !== null) return 'measured'
  return loop.mean === null ? 'assumed' : 'declared'
}
