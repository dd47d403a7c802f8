import { studentQuantile } from './student.ts'

/** head ÷ base − 1, and the interval that it lies in with a confidence of 95 %. 0.1 is 10 % more. */
export type RelativeChange = {
  readonly expected: number
  /** Null: fewer than two repeats on a side, so nobody knows how far chance reaches. */
  readonly interval: { readonly low: number; readonly high: number } | null
}

/**
 * Welch's interval of the difference of two means, of the logarithms: so a ratio and its inverse agree, and
 * repeats of unequal spread and number may be compared. Null without a repeat on each side.
 * @param base repeats of one quantity, all above 0; others are left out
 * @see https://en.wikipedia.org/wiki/Welch%27s_t-test
 */
export function relativeChange(base: readonly number[], head: readonly number[]): RelativeChange | null {
  const [before, after] = [sampleOf(base), sampleOf(head)]
  if (before === null || after === null) return null
  const difference = after.mean - before.mean
  const half = halfInterval(before, after)
  return {
    expected: Math.expm1(difference),
    interval:
      half === null ? null : { low: Math.expm1(difference - half), high: Math.expm1(difference + half) },
  }
}

type Sample = {
  readonly mean: number
  /** Of the mean: variance of the repeats ÷ their number. Null: one repeat. */
  readonly variance: number | null
  readonly count: number
}

function sampleOf(values: readonly number[]): Sample | null {
  const logs = values.filter(value => value > 0 && Number.isFinite(value)).map(Math.log)
  const count = logs.length
  if (count === 0) return null
  const mean = logs.reduce((sum, value) => sum + value, 0) / count
  const squares = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, variance: count < 2 ? null : squares / (count - 1) / count, count }
}

function halfInterval(a: Sample, b: Sample): number | null {
  if (a.variance === null || b.variance === null) return null
  const variance = a.variance + b.variance
  if (variance === 0) return 0
  const degrees = variance ** 2 / (a.variance ** 2 / (a.count - 1) + b.variance ** 2 / (b.count - 1))
  return studentQuantile(0.975, degrees) * Math.sqrt(variance)
}
