import { describe, expect, test } from 'vitest'
import { HERE } from '../../test/builders.ts'
import { BANDS } from '../model/quantity.ts'
import type { Loop } from '../model/workload.ts'
import { stepsOf } from './steps.ts'

const loop = (given: Partial<Loop>): Loop => ({
  at: HERE,
  mean: null,
  p95: null,
  maximum: null,
  measured: null,
  ...given,
})

/** How many steps a request takes, and how many steps all of them have before them. */
const summed = (given: Partial<Loop> | null) =>
  BANDS.map(band => {
    const steps = stepsOf(given === null ? null : loop(given), band)
    const add = (of: (step: { weight: number; before: number }) => number) =>
      Math.round(steps.reduce((sum, step) => sum + of(step), 0) * 1e6) / 1e6
    return [add(({ weight }) => weight), add(({ weight, before }) => weight * before)]
  })

describe('steps of a request, and n(n−1)/2 of them: low, expected, high', () => {
  test.for([
    ['no loop', null, [1, 0], [1, 0], [1, 0]],
    ['a loop of which nothing is known', {}, [1, 0], [1, 0], [1, 0]],
    ['only a maximum', { maximum: 12 }, [1, 0], [1, 0], [12, 66]],
    ['a whole mean', { mean: 6 }, [6, 15], [6, 15], [6, 15]],
    ['a fractional mean', { mean: 2.4 }, [2.4, 1.68], [2.4, 1.68], [2.4, 1.68]],
    ['a mean and a maximum', { mean: 2.4, maximum: 8 }, [2.4, 1.68], [2.4, 1.68], [8, 28]],
    // 0.95 × 2.2105… × 1.2105… ÷ 2 + 0.05 × 15
    ['a mean and a p95', { mean: 2.4, p95: 6 }, [2.4, 2.021053], [2.4, 2.021053], [6, 15]],
    // Below one step there is nothing: long runs are then (1.1 − 1) ÷ (11 − 1) of all.
    ['a mean close to one', { mean: 1.1, p95: 11 }, [1.1, 0.55], [1.1, 0.55], [11, 55]],
    ['a p95 at the mean', { mean: 3, p95: 3, maximum: 4 }, [3, 3], [3, 3], [4, 6]],
    ['a p95 without a mean', { p95: 6 }, [1, 0], [1, 0], [6, 15]],
    ['measured runs', { measured: [1, 1, 2, 3, 5], mean: 9 }, [1, 0], [2.4, 2.8], [9, 36]],
    ['measured runs and a maximum', { measured: [2, 4], maximum: 8 }, [2, 1], [3, 3.5], [8, 28]],
    ['no measured runs', { measured: [], mean: 3 }, [3, 3], [3, 3], [3, 3]],
  ] as const)('%s', ([, given, ...bands]) => {
    expect(summed(given)).toStrictEqual(bands)
  })

  test('a maximum from untrusted text ends', () => {
    expect(stepsOf(loop({ maximum: 1e12 }), 'high').length).toBe(10_000)
  })
})
