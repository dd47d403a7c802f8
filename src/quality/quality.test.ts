import { describe, expect, test } from 'vitest'
import { bootstrap } from './bootstrap.ts'
import { mcnemar } from './mcnemar.ts'
import { correlation, newcombe, type Pairs } from './newcombe.ts'
import { powerOf, visibleDrop } from './power.ts'
import { decide } from './verdict.ts'
import { wilson, Z95 } from './wilson.ts'

const table = (...[both, lost, won, neither]: readonly [number, number, number, number]): Pairs => ({
  both,
  lost,
  won,
  neither,
})

/** Worked with two independent implementations; the published table is in the tests of R's contingencytables. */
const CASES: readonly (readonly [string, Pairs, phi: number, low: number, high: number, verdict: string])[] =
  [
    [
      'ten lost, two won',
      table(80, 10, 2, 8),
      0.4945502459805859,
      -0.14214418297420228,
      -0.022041714146163675,
      'regressed',
    ],
    ['four of twenty lost', table(16, 4, 0, 0), 0, -0.3783766858353677, -0.039930175910397325, 'regressed'],
    [
      'the published table',
      table(59, 16, 6, 80),
      0.7161737195063973,
      -0.10974484287179012,
      -0.01378599079316841,
      'regressed',
    ],
    ['outcomes hardly alike', table(1, 7, 1, 12), 0, -0.4747983221020923, -0.068870034765353, 'regressed'],
    [
      'outcomes unlike each other',
      table(12, 5, 6, 1),
      -0.15877683720748895,
      -0.18104326946080612,
      0.25908990147984173,
      'inconclusive',
    ],
    [
      'twenty passes, nothing changed',
      table(20, 0, 0, 0),
      0,
      -0.11915783736096441,
      0.11915783736096441,
      'inconclusive',
    ],
    ['fifty-one passes', table(51, 0, 0, 0), 0, -0.0503773592088862, 0.0503773592088862, 'inconclusive'],
    ['fifty-two passes', table(52, 0, 0, 0), 0, -0.0494564770454331, 0.0494564770454331, 'ok'],
    [
      'as many won as lost',
      table(190, 2, 2, 6),
      0.6744791666666666,
      -0.022010506154356502,
      0.022010506154356502,
      'ok',
    ],
    [
      'three lost, one won',
      table(44, 3, 1, 2),
      0.3368607684266076,
      -0.12632863178466994,
      0.039665661240293394,
      'inconclusive',
    ],
    [
      'six won',
      table(40, 0, 6, 4),
      0.4976166020227778,
      0.037721399335975306,
      0.21361207203655336,
      'improved',
    ],
    ['too few to decide', table(7, 3, 0, 0), 0, -0.5583002041301649, -0.025562393568175246, 'inconclusive'],
  ]

test.for(CASES)('%s', ([, pairs, phi, low, high, verdict]) => {
  expect(correlation(pairs)).toBeCloseTo(phi, 10)
  const interval = newcombe(pairs)
  expect(interval.low).toBeCloseTo(low, 10)
  expect(interval.high).toBeCloseTo(high, 10)
  expect(decide(pairs, 0)).toStrictEqual({ verdict, interval })
})

describe('intervals', () => {
  test('95 % of ten lost and two won', () => {
    const { low, high } = newcombe(table(80, 10, 2, 8), Z95)
    expect([low, high].map(n => n.toFixed(10))).toStrictEqual(['-0.1553563811', '-0.0102492919'])
  })
  test('a rate of none and of all ends where it must', () => {
    expect(wilson(0, 20).low).toBe(0)
    expect(wilson(20, 20).high).toBe(1)
    expect(wilson(90, 100).low).toBeCloseTo(0.8396444903889078, 12)
  })
  test('without pairs everything is possible', () => {
    expect(newcombe(table(0, 0, 0, 0))).toStrictEqual({ low: -1, high: 1 })
  })
})

test.for([
  [table(80, 10, 2, 8), 79 / 4096],
  [table(16, 4, 0, 0), 0.0625],
  [table(12, 5, 6, 1), 0.7255859375],
  [table(20, 0, 0, 0), 1],
] as const)('McNemar of %o is %d', ([pairs, p]) => {
  expect(mcnemar(pairs)).toBeCloseTo(p, 12)
})

describe('errors', () => {
  test.for([
    [0, 'ok'],
    [5, 'ok'],
    [6, 'invalid'],
  ] as const)('%d pairs of a hundred with an error: %s', ([errors, verdict]) => {
    expect(decide(table(100 - errors, 0, 0, 0), errors).verdict).toBe(verdict)
  })
  test('nothing but errors is no verdict about quality', () => {
    expect(decide(table(0, 0, 0, 0), 20).verdict).toBe('invalid')
  })
})

test('how small a drop so many tests can show', () => {
  expect([5, 20, 50, 100, 200, 1000].map(visibleDrop)).toStrictEqual([null, 0.29, 0.15, 0.09, 0.06, 0.02])
})

test.for([20, 50])('%d unchanged tests seldom block, and a large drop mostly does', tests => {
  const still = [0.02, 0.05, 0.1, 0.2].map(p => powerOf(tests, { lost: p, won: p, neither: 0.1 }))
  expect(Math.max(...still)).toBeLessThan(0.06)
  expect(powerOf(tests, { lost: 0.32, won: 0.02, neither: 0.04 })).toBeGreaterThan(0.8)
})

describe('resampling', () => {
  const lost = Array.from({ length: 20 }, (_, index) => (index < 4 ? -1 : 0))
  const mean = (sample: readonly number[]) => sample.reduce((sum, n) => sum + n, 0) / sample.length

  test('the middle of the draws, the same every time', () => {
    expect(bootstrap(lost, mean)).toStrictEqual({ low: -0.35, high: -0.05 })
    expect(bootstrap(lost, mean)).toStrictEqual(bootstrap(lost, mean))
  })
  test('no interval where the statistic often has no value', () => {
    const perPass = (sample: readonly number[]) => (sample.some(n => n === 0) ? mean(sample) : null)
    expect(bootstrap([-1, -1, -1, 0], perPass)).toBeNull()
    expect(bootstrap([], mean)).toBeNull()
  })
})
