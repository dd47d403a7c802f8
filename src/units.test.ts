import { describe, expect, test } from 'vitest'
import {
  capacityPerMonth,
  exceeds,
  perMonth,
  priceTokens,
  requestsPerMonth,
  scale,
  share,
  sum,
  tokens,
  usdPerHour,
  usdPerMillionTokens,
  usdPerMonth,
  usdPerRequest,
} from './units.ts'

describe('a number that measures something', () => {
  test.for([
    ['tokens', tokens],
    ['USD per 1M tokens', usdPerMillionTokens],
    ['USD per request', usdPerRequest],
    ['USD per month', usdPerMonth],
    ['USD per hour', usdPerHour],
    ['requests per month', requestsPerMonth],
    ['share', share],
  ] as const)('%s: neither negative, infinite nor missing', ([what, unit]) => {
    expect(unit(0)).toBe(0)
    for (const n of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => unit(n)).toThrow(new RangeError(`${what} must be a finite number of at least 0, not ${n}`))
  })

  test('a share is at most 1', () => {
    expect(share(1)).toBe(1)
    expect(() => share(1.01)).toThrow('share must be at most 1, not 1.01')
  })
})

test('prices are per million tokens, months are 730 hours', () => {
  expect(priceTokens(tokens(2000), usdPerMillionTokens(2.5))).toBe(0.005)
  expect(perMonth(usdPerRequest(0.01), requestsPerMonth(1000))).toBe(10)
  expect(capacityPerMonth(20, usdPerHour(1))).toBe(14_600)
  expect(() => capacityPerMonth(-1, usdPerHour(1))).toThrow('units')
  expect(sum([usdPerMonth(1), usdPerMonth(2)])).toBe(3)
  expect(sum([])).toBe(0)
  expect(scale(usdPerMonth(10), 0.5)).toBe(5)
})

test.for([
  [500, 500, false],
  [500.0000001, 500, false],
  [500.01, 500, true],
  [0.1 + 0.2, 0.3, false],
  [0.000001, 0, true],
  [0.0000004, 0, false],
] as const)('a cost of %d against a limit of %d: over is %s', ([cost, limit, over]) => {
  expect(exceeds(cost, limit)).toBe(over)
})
