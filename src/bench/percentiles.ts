import type { Percentiles } from '../model/benchmark.ts'

/** p50, p95 and p99; null where there is nothing. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) }
}

/**
 * Linear between the two nearest ranks, as numpy has it, so that figures compare with those of other tools.
 * https://numpy.org/doc/stable/reference/generated/numpy.percentile.html
 * @param sorted ascending
 * @param q 0 … 1
 */
export function percentile(sorted: readonly number[], q: number): number | null {
  const rank = q * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (rank - Math.floor(rank))
}
