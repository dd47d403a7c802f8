import { expect, test } from 'vitest'
import { arrivals } from './arrivals.ts'
import { randomOf } from './random.ts'

const gaps = (times: readonly number[]) => times.map((time, index) => time - (times[index - 1] ?? 0))

/** Deviation ÷ mean: 1 for Poisson arrivals, 1 ÷ √burstiness in general. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / values.length) / mean
}

test('evenly spaced, in milliseconds after the start', () => {
  expect(arrivals({ rate: 4, burstiness: Infinity, count: 4 }, randomOf(1))).toEqual([250, 500, 750, 1000])
})

test.for([
  { burstiness: 1, expected: 1 },
  { burstiness: 0.25, expected: 2 },
  { burstiness: 4, expected: 0.5 },
])('burstiness $burstiness: gaps vary by $expected of their mean', ({ burstiness, expected }) => {
  const times = arrivals({ rate: 10, burstiness, count: 20_000 }, randomOf(7))
  expect(variation(gaps(times)) / expected).toBeCloseTo(1, 1)
})

test.for([0.1, 1, 3, Infinity])('every run offers the rate it says: burstiness %d', burstiness => {
  const times = arrivals({ rate: 8, burstiness, count: 40 }, randomOf(3))
  expect(times.at(-1)).toBeCloseTo(5000)
  expect(Math.min(...gaps(times))).toBeGreaterThanOrEqual(0)
})

test('the same seed gives the same arrivals, another one others', () => {
  const drawn = (seed: number) => arrivals({ rate: 2, burstiness: 1, count: 5 }, randomOf(seed))
  expect(drawn(1)).toEqual(drawn(1))
  expect(drawn(1)).not.toEqual(drawn(2))
})
