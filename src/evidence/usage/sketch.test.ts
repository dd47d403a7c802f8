import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSketch } from './sketch.ts'

const sketchOf = (values: readonly number[]) => {
  const sketch = newSketch()
  for (const value of values) sketch.add(value)
  return sketch
}

test('quantiles are at most 1 % off, or rounded to a whole number', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
      const sorted = values.toSorted((a, b) => a - b)
      const exact = sorted[Math.max(1, Math.ceil(part * values.length)) - 1] ?? 0
      expect(Math.abs(sketchOf(values).quantile(part) - exact)).toBeLessThanOrEqual(0.01 * exact + 0.5)
    }),
  )
})

test('sizes of calls: the mean is exact, the histogram counts every call', () => {
  expect(sketchOf([10, 20, 100, 1000, 1000]).sizes()).toEqual({
    mean: 426,
    p5: 10,
    p50: expect.closeTo(100, -1),
    p95: expect.closeTo(1000, -2),
    max: 1000,
    histogram: [
      { up_to: 64, calls: 2 },
      { up_to: 128, calls: 1 },
      { up_to: 1024, calls: 2 },
    ],
  })
})

test('nothing has no size', () => {
  expect(newSketch().sizes()).toBeNull()
})
