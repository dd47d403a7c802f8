/** An interval of a rate or of a difference of rates, both ends included. */
export type Interval = { readonly low: number; readonly high: number }

/** Quantiles of the normal distribution that leave 5 % or 2.5 % on each side. */
export const Z90 = 1.6448536269514722
export const Z95 = 1.959963984540054

/**
 * The rates, 0 … 1, that `passed` of `total` are compatible with. 0 passes start at 0 and all passes end at 1,
 * exactly.
 * @see https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 */
export function wilson(passed: number, total: number, z = Z90): Interval {
  const rate = passed / total
  const center = rate + (z * z) / (2 * total)
  const spread = z * Math.sqrt((rate * (1 - rate)) / total + (z * z) / (4 * total * total))
  const norm = 1 + (z * z) / total
  return {
    low: passed === 0 ? 0 : (center - spread) / norm,
    high: passed === total ? 1 : (center + spread) / norm,
  }
}
