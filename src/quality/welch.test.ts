import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeChange } from './welch.ts'

/** Five repeats around a mean, as far apart as two steady servers measured. */
const around = (mean: number, step: number) => [-2, -1, 0, 1, 2].map(k => mean + k * step)

test('a tenth slower with repeats close together: the whole interval is above zero', () => {
  const change = relativeChange(around(100, 0.5), around(110, 0.5))
  expect(change?.expected).toBeCloseTo(0.1, 4)
  expect(change?.interval?.low).toBeCloseTo(0.0879317784, 9)
  expect(change?.interval?.high).toBeCloseTo(0.1122117442, 9)
})

// Of the logarithms: scipy.stats.ttest_ind(head, base, equal_var=False).confidence_interval(0.95).
test('unequal spread and number of repeats: the degrees of freedom are fractions', () => {
  const { interval } = relativeChange([10, 10.4, 9.7], [10.1, 11.9, 9.2, 12.5, 10.8]) ?? {}
  expect(Math.log1p(interval?.low ?? 0)).toBeCloseTo(-0.0741940863, 9)
  expect(Math.log1p(interval?.high ?? 0)).toBeCloseTo(0.2286037311, 9)
})

test('the same difference drowns where repeats are far apart', () => {
  const { interval } = relativeChange(around(100, 8), around(110, 8)) ?? {}
  expect(interval?.low).toBeLessThan(0)
  expect(interval?.high).toBeGreaterThan(0.1)
})

test('one repeat on a side has no interval, and none at all no change', () => {
  expect(relativeChange([100], around(110, 1))?.interval).toBeNull()
  expect(relativeChange([], around(110, 1))).toBeNull()
  expect(relativeChange([0, Number.NaN], [1])).toBeNull()
})

test('repeats without any spread are certain', () => {
  expect(relativeChange([100, 100], [110, 110])?.interval?.low).toBeCloseTo(0.1, 12)
})

test('a rate that falls is a time that rises: both directions tell one story', () => {
  const repeats = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 3, maxLength: 8 })
  fc.assert(
    fc.property(repeats, repeats, (base, head) => {
      const rates = relativeChange(base, head)
      const times = relativeChange(
        base.map(value => 1 / value),
        head.map(value => 1 / value),
      )
      expect((1 + (rates?.interval?.low ?? 0)) * (1 + (times?.interval?.high ?? 0))).toBeCloseTo(1, 6)
    }),
  )
})
