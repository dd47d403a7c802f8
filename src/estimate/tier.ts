import type { PriceTier } from '../prices/book.ts'
import { usdPerMillionTokens } from '../units.ts'

/** The whole call takes the tier of its own input. */
export const tierOf = (tiers: readonly PriceTier[], input: number): PriceTier =>
  tiers.reduce((chosen, tier) => (input > tier.above ? tier : chosen), tiers[0] ?? FREE)

const FREE: PriceTier = {
  above: 0,
  input: usdPerMillionTokens(0),
  output: usdPerMillionTokens(0),
  cacheRead: null,
  cacheWrite: null,
}
