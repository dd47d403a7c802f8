import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapley } from './shapley.ts'

describe('the value of a player', () => {
  test.for<[string, readonly (number | null)[], readonly number[] | null]>([
    ['no players', [5], []],
    ['one player takes everything', [1, 4], [3]],
    ['players that do not touch each other', [0, 2, 3, 5], [2, 3]],
    ['a joint effect is shared', [0, 0, 0, 6], [3, 3]],
    ['a player that does nothing', [0, 4, 0, 4], [4, 0]],
    ['a set without a worth', [0, null, 3, 5], null],
  ])('%s', ([, worths, expected]) => {
    const players = Math.log2(worths.length)
    expect(shapley(players, set => worths[set] ?? null)).toStrictEqual(expected)
  })

  test('prompt, model and calls at once', () => {
    const cost = (set: number) => {
      const [input, output] = set & 2 ? [2.5, 10] : [0.15, 0.6]
      return (((set & 1 ? 3100 : 1200) * input + 300 * output) / 1e6) * (set & 4 ? 3 : 1)
    }
    const [prompt = 0, model = 0, calls = 0] = shapley(3, cost) ?? []
    expect(prompt).toBeCloseTo(0.005779166666666665, 14)
    expect(model).toBeCloseTo(0.016489166666666666, 14)
    expect(calls).toBeCloseTo(0.009621666666666667, 14)
  })
})

test('values add up to the whole, whatever the worths', () => {
  const worths = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(worths, values => {
      const shares = shapley(5, set => values[set] ?? 0) ?? []
      const whole = (values[31] ?? 0) - (values[0] ?? 0)
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - whole)).toBeLessThan(1e-9)
    }),
  )
})
