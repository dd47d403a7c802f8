import type { Spread } from './run.ts'

/** Mean and percentiles of single values, interpolated between neighbors as numpy does; null of none. */
export function distribution(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => {
    const place = part * (sorted.length - 1)
    const below = sorted[Math.floor(place)]
    const above = sorted[Math.ceil(place)]
    return below === undefined || above === undefined ? null : below + (above - below) * (place % 1)
  }
  return { mean: meanOf(values), p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
