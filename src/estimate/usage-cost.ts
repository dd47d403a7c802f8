import type { EvalUsage } from '../model/eval.ts'
import type { Target } from '../model/workload.ts'
import type { PriceTier } from '../prices/book.ts'
import { priceOf } from './price.ts'
import { tierOf } from './tier.ts'
import type { World } from './world.ts'

/**
 * What recorded tokens cost on a target at the prices of the book, in USD; null: it has no price. Old runs are
 * priced anew whenever a price changes, so a run never states dollars of its own.
 */
export function usageCost(usage: EvalUsage, target: Target, world: World): number | null {
  const price = priceOf(target, world)
  return price.kind === 'missing' ? null : usageUsd(usage, price.tiers)
}

/** USD of recorded tokens, at the tier of their mean input. */
export function usageUsd(usage: EvalUsage, tiers: readonly PriceTier[]): number {
  const tier = tierOf(tiers, usage.input / Math.max(1, usage.requests))
  const fresh = usage.input - usage.cacheRead - usage.cacheWrite
  return (
    (fresh * tier.input +
      usage.cacheRead * (tier.cacheRead ?? tier.input) +
      usage.cacheWrite * (tier.cacheWrite ?? tier.input) +
      usage.output * tier.output) /
    1e6
  )
}
