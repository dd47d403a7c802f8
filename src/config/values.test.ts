import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDate, parsePercent, parsePoints, parseShare, parseTraffic } from './values.ts'

describe('traffic in requests a month of 730 hours', () => {
  test.for([
    ['1.2M/month', 1_200_000],
    ['40k/day', 40_000 * (730 / 24)],
    ['500/hour', 365_000],
    ['2 / minute', 87_600],
    ['3/second', 7_884_000],
    ['1,200,000/month', 1_200_000],
    ['2B/month', 2e9],
    ['0/day', 0],
    [30_000, 30_000],
    [0, 0],
  ] as const)('%s is %d', ([written, perMonth]) => {
    expect(parseTraffic(written)).toBeCloseTo(perMonth, 6)
  })

  test.for([
    '40k',
    '40k per day',
    '-3/day',
    '3/fortnight',
    '3m/day',
    '1,20/day',
    '1e9/day',
    '/day',
    '3/constructor',
    '',
    -1,
    Number.NaN,
    Infinity,
    null,
    true,
  ])('%j is not traffic', written => {
    expect(parseTraffic(written)).toBeNull()
  })
})

describe('shares', () => {
  test.for([
    [0.8, 0.8],
    ['80%', 0.8],
    ['100%', 1],
    ['12.5 %', 0.125],
    [0, 0],
    [1, 1],
  ] as const)('%s is the share %d', ([written, part]) => {
    expect(parseShare(written)).toBe(part)
  })

  test.for(['101%', '80', '5pp', '%', '-1%', 1.01, -0.1, Number.NaN, null, {}])(
    '%j is not a share',
    written => {
      expect(parseShare(written)).toBeNull()
    },
  )

  test('a percentage is a hundredth, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), percent => {
        expect(parseShare(`${percent}%`)).toBe(percent / 100)
        expect(parsePercent(`${percent}%`)).toBe(percent)
      }),
    )
  })
})

test.for([
  ['5pp', 0.05],
  ['5 pp', 0.05],
  ['5%', 0.05],
  [0.05, 0.05],
  ['5', null],
  [5, null],
] as const)('%s of a pass rate is %s', ([written, points]) => {
  expect(parsePoints(written)).toBe(points)
})

test.for([
  [10, 10],
  ['10%', 10],
  [250, 250],
  [-1, null],
  ['ten', null],
] as const)('an increase of %s is %s percent', ([written, percent]) => {
  expect(parsePercent(written)).toBe(percent)
})

test.for([
  ['2027-01-15', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2027-13-01', false],
  ['2027-1-5', false],
  ['tomorrow', false],
] as const)('%s is a day: %s', ([written, exists]) => {
  expect(isDate(written)).toBe(exists)
})
