import { studentQuantile } from './student.ts'

/** What repeats of one measurement say of it. */
export type Repeats = { readonly mean: number; readonly deviation: number; readonly count: number }

/**
 * Coefficient of variation, half of the 95 % interval of the mean, and the difference of two such means that is
 * just significant, all as shares of the mean. At least two repeats.
 * @see https://en.wikipedia.org/wiki/Student%27s_t-test
 */
export function noiseOf({ mean, deviation, count }: Repeats) {
  const variation = deviation / mean
  return {
    variation,
    interval: (studentQuantile(0.975, count - 1) * variation) / Math.sqrt(count),
    leastDifference: studentQuantile(0.975, 2 * count - 2) * variation * Math.sqrt(2 / count),
  }
}
