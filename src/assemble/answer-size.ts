import type { Place } from '../model/evidence.ts'
import type { Quantity } from '../model/quantity.ts'
import { tokens, type Tokens } from '../units.ts'

/**
 * How long recorded answers were: costs add up, so the mean is expected; their fifth and 95th percentile are the
 * ends. Null without any.
 */
export function sizeOf(sizes: readonly number[], at: Place): Quantity<Tokens> | null {
  if (sizes.length === 0) return null
  const sorted = sizes.toSorted((a, b) => a - b)
  const quantile = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return {
    low: tokens(Math.min(quantile(0.05), mean)),
    expected: tokens(mean),
    high: tokens(Math.max(quantile(0.95), mean)),
    basis: 'measured',
    at,
  }
}
