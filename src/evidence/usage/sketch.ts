import type { Sizes } from '../../model/usage-evidence.ts'

/** Mean and quantiles of numbers that pass by, in bounded memory. */
export type Sketch = {
  readonly add: (value: number) => void
  readonly count: () => number
  /** @param part 0 … 1; at most 1 % off. 0 without numbers */
  readonly quantile: (part: number) => number
  /** Null without numbers. */
  readonly sizes: () => Sizes | null
}

/** Each bucket ends 2 % above the one before it; its middle is never more than 1 % off. */
const GROWTH = Math.log(1.02)

/**
 * Counts in buckets whose ends grow by a factor, as DDSketch does: the error is relative, the number of buckets
 * grows with the logarithm of the largest number. https://arxiv.org/abs/1908.10693
 */
export function newSketch(): Sketch {
  const buckets = new Map<number, number>()
  let [count, sum, max] = [0, 0, 0]
  const quantile = (part: number) => {
    let left = Math.max(1, Math.ceil(part * count))
    for (const [bucket, held] of [...buckets].toSorted(([a], [b]) => a - b)) {
      left -= held
      if (left <= 0) return Math.min(max, middleOf(bucket))
    }
    return max
  }
  return {
    add: value => {
      const bucket = value < 1 ? 0 : 1 + Math.floor(Math.log(value) / GROWTH)
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
      count += 1
      sum += value
      max = Math.max(max, value)
    },
    count: () => count,
    quantile,
    sizes: () =>
      count === 0
        ? null
        : {
            mean: Math.round((sum / count) * 100) / 100,
            p5: quantile(0.05),
            p50: quantile(0.5),
            p95: quantile(0.95),
            max,
            histogram: histogramOf(buckets),
          },
  }
}

/** Small numbers have buckets of their own, so they come out exact. */
const middleOf = (bucket: number) => (bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * GROWTH)))

/** Coarse, for people: 64, 128, 256 … */
function histogramOf(buckets: ReadonlyMap<number, number>): Sizes['histogram'] {
  const counts = new Map<number, number>()
  for (const [bucket, held] of buckets) {
    const end = 2 ** Math.max(6, Math.ceil(Math.log2(Math.max(1, middleOf(bucket)))))
    counts.set(end, (counts.get(end) ?? 0) + held)
  }
  return [...counts].toSorted(([a], [b]) => a - b).map(([up_to, calls]) => ({ up_to, calls }))
}
