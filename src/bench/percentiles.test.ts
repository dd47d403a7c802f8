import { expect, test } from 'vitest'
import { percentile, percentiles } from './percentiles.ts'

test.for([
  { q: 0, value: 1 },
  { q: 0.25, value: 1.75 },
  { q: 0.5, value: 2.5 },
  { q: 0.95, value: 3.85 },
  { q: 1, value: 4 },
])('between ranks as numpy.percentile([1, 2, 3, 4]) has it: $q', ({ q, value }) => {
  expect(percentile([1, 2, 3, 4], q)).toBeCloseTo(value, 12)
})

test('any order; nothing has no percentile', () => {
  expect(percentiles([30, 10, 20])).toEqual({ p50: 20, p95: 29, p99: 29.8 })
  expect(percentiles([])).toEqual({ p50: null, p95: null, p99: null })
})
