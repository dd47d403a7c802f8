import { describe, expect, test } from 'vitest'
import { evalTest, evaluationOf, ownResult, suiteOf } from '../../test/evals.ts'
import type { EvalTest } from '../model/eval.ts'
import { compareRuns, gotWorse, judgePairs, lostCritical } from './compare.ts'
import { meanChange } from './mean-change.ts'
import { pairTests } from './pair-tests.ts'

const paired = (base: readonly EvalTest[], head: readonly EvalTest[]) =>
  pairTests(evaluationOf(base), evaluationOf(head))

const names = (pairs: readonly { readonly name: string }[]) => pairs.map(({ name }) => name)

describe('tests meet by their ids', () => {
  const base = suiteOf(6, [4, 5])
  const head = [...suiteOf(5, [2, 5]), evalTest('t07')].toReversed()

  test('whatever their order', () => {
    const { table, lost, won, added, removed } = paired(base, head)
    expect(table).toEqual({ both: 2, lost: 1, won: 1, neither: 1 })
    expect([lost, won].map(names)).toEqual([['t02'], ['t04']])
    expect([added, removed]).toEqual([['t07'], ['t06']])
  })

  test('and errors of either side are apart', () => {
    const broken = { attempts: 0, passes: 0, errors: 1 }
    const { errors, table } = paired(
      [evalTest('t1', broken), evalTest('t2'), evalTest('t3')],
      [evalTest('t1'), evalTest('t2', broken), evalTest('t3')],
    )
    expect(names(errors)).toEqual(['t1', 't2'])
    expect(table).toEqual({ both: 1, lost: 0, won: 0, neither: 0 })
  })
})

describe('of several prompts or models', () => {
  const results = (prompts: readonly string[], roles: readonly string[], failing: readonly number[] = []) =>
    evaluationOf([], {
      own: prompts.flatMap(prompt => roles.map(role => ownResult(suiteOf(2, failing), { prompt, role }))),
    })

  test('each test meets itself on the same prompt in the same role', () => {
    const prompts = ['../prompts/short.md', '../prompts/long.md']
    const { pairs, lost } = pairTests(
      results(prompts, ['0/a', '0/b']),
      results(['prompts/short.md', 'prompts/long.md'], ['0/a', '0/b'], [1]),
    )
    expect(pairs).toHaveLength(8)
    expect(names(lost)).toEqual([
      't01 · prompts/short.md · 0/a',
      't01 · prompts/short.md · 0/b',
      't01 · prompts/long.md · 0/a',
      't01 · prompts/long.md · 0/b',
    ])
  })

  test('a single prompt is the same one, whatever it is called now', () => {
    expect(names(pairTests(results(['old.md'], ['0/a']), results(['new.md'], ['0/b'])).pairs)).toEqual([
      't01',
      't02',
    ])
  })
})

describe('runs are compared', () => {
  const run = evaluationOf(suiteOf(20))
  test.for([
    ['another run of the same tests', run, { ...run, ranAt: '2026-11-24T10:00:00Z' }, null],
    ['the same run', run, { ...run, at: { path: 'moved/results.json', line: null } }, 'same-run'],
    ['no run before', null, run, 'no-base'],
    ['no run any more', run, null, 'no-head'],
    ['totals alone', run, evaluationOf([], { own: [ownResult([], { passed: 19, failed: 1 })] }), 'totals'],
  ] as const)('%s', ([, base, head, unpaired]) => {
    expect(compareRuns(base, head)?.unpaired).toBe(unpaired)
  })
  test('and no run at all is nothing to say', () => {
    expect(compareRuns(null, null)).toBeNull()
  })
  test('a run sums up its tests', () => {
    const tests = [
      evalTest('t1', { latencyMs: 100, scores: { tone: 0.5 } }),
      evalTest('t2', { latencyMs: 300, passes: 0, scores: { tone: 1 } }),
    ]
    const { head } = compareRuns(null, evaluationOf(tests)) ?? {}
    expect(head).toMatchObject({ passed: 1, total: 2, errors: 0, latencyMs: 200 })
    expect(head?.scores).toEqual(new Map([['tone', 0.75]]))
  })
})

describe('what pairs tell', () => {
  test.for<readonly [string, readonly EvalTest[], readonly EvalTest[], string, boolean]>([
    ['a sure loss', suiteOf(20), suiteOf(20, [5, 11, 14, 19]), 'regressed', true],
    ['a sure gain', suiteOf(50, [1, 2, 3, 4, 5, 6]), suiteOf(50), 'improved', false],
    ['nothing lost of many', suiteOf(60), suiteOf(60), 'ok', false],
    ['nothing lost of few', suiteOf(20), suiteOf(20), 'inconclusive', false],
    [
      'a loss beside too many tests of one side',
      suiteOf(20),
      suiteOf(40, [5, 11, 14, 19]),
      'inconclusive',
      true,
    ],
    ['a fifth is gone', suiteOf(100), suiteOf(80), 'ok', false],
    ['more than a fifth is gone', suiteOf(100), suiteOf(79), 'inconclusive', true],
  ])('%s', ([, base, head, verdict, worse]) => {
    const pairs = paired(base, head)
    expect([judgePairs(pairs).verdict, gotWorse(pairs)]).toEqual([verdict, worse])
  })

  test('a test is critical where either side says so', () => {
    const critical = { critical: true }
    const pairs = paired(
      [evalTest('t1', critical), evalTest('t2'), evalTest('t3')],
      [
        evalTest('t1', { passes: 0 }),
        evalTest('t2', { passes: 0, ...critical }),
        evalTest('t3', { passes: 0 }),
      ],
    )
    expect(names(lostCritical(pairs))).toEqual(['t1', 't2'])
  })
})

describe('means over the tests of both sides', () => {
  const timed = (ms: readonly (number | null)[]) =>
    ms.map((latencyMs, index) => evalTest(`t${index}`, { latencyMs }))
  const change = (base: readonly (number | null)[], head: readonly (number | null)[]) =>
    meanChange(paired(timed(base), timed(head)).pairs, ({ latencyMs }) => latencyMs)

  test('leave out what one side does not have', () => {
    expect(change([100, null, 300], [200, 900, 600])).toMatchObject({
      tests: 2,
      base: 200,
      head: 400,
      difference: { low: 100, high: 300 },
      ratio: { low: 2, high: 2 },
    })
    expect(change([null], [100])).toBeNull()
  })
  test('have no ratio to nothing', () => {
    expect(change([0, 0], [100, 100])).toMatchObject({ ratio: null, difference: { low: 100, high: 100 } })
  })
})

test('the mean score of a worked example, to the last digits', () => {
  const scored = (failing: readonly number[]) =>
    suiteOf(20, failing).map(one => ({ ...one, scores: { all: one.passes === 1 ? 1 : 0.6 } }))
  const { pairs } = paired(scored([]), scored([5, 11, 14, 19]))
  const change = meanChange(pairs, ({ scores }) => scores['all'])
  expect(change?.head).toBeCloseTo(0.92, 12)
  expect(change?.difference?.low).toBeCloseTo(-0.14, 12)
  expect(change?.difference?.high).toBeCloseTo(-0.02, 12)
})
