import { describe, expect, test } from 'vitest'
import { callOf, routeTo, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import { evalTest, evaluationOf, ownResult, suiteOf } from '../../test/evals.ts'
import type { EvalTest, EvalUsage } from '../model/eval.ts'
import type { Evaluation, OtherResult, Workload } from '../model/workload.ts'
import { qualityDelta } from './quality.ts'

// USD per million tokens.
const world = worldOf({
  models: {
    frontier: { input: 10, output: 0 },
    mini: { input: 2, output: 0 },
    nano: { input: 1, output: 0 },
  },
})

const usage = (input: number, requests = 1): EvalUsage => ({
  requests,
  input,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
})

function chat(model: string, tests: readonly EvalTest[], more: Partial<Evaluation> = {}): Workload {
  const [target = null] = routeTo(model).targets
  const own = [ownResult(tests, { target })]
  return workloadOf([callOf({ model })], {
    traffic: traffic(1_000_000),
    evaluation: evaluationOf(tests, { own, ...more }),
  })
}

const solved = (model: string, tests: readonly EvalTest[]) =>
  qualityDelta(null, chat(model, tests), world)?.solved.head ?? null

describe('what a solved task costs', () => {
  const tests = [
    evalTest('t1', { usage: usage(1000) }),
    evalTest('t2', { usage: usage(1000), passes: 0 }),
    evalTest('t3', { usage: usage(1000) }),
  ]
  test('is every attempt for each that passed', () => {
    expect(solved('frontier', tests)).toMatchObject({ tests: 3, usd: 0.015 })
  })
  test('is the same when a cache answered half of the attempts', () => {
    const half = [evalTest('t1', { attempts: 2, passes: 2, usage: usage(1000) })]
    expect(solved('frontier', half)).toMatchObject({ tests: 1, usd: 0.01 })
  })
  test('holds what errors were billed', () => {
    const billed = [evalTest('t1', { attempts: 1, errors: 1, usage: usage(2000, 2) })]
    expect(solved('frontier', billed)).toMatchObject({ usd: 0.02 })
  })
  test('is no number where nothing was solved', () => {
    const none = suiteOf(3, [1, 2, 3], { usage: usage(1000) })
    expect(solved('frontier', none)).toEqual({ tests: 3, usd: null, interval: null })
  })
  test('has no interval where resampling often solves nothing', () => {
    const one = suiteOf(3, [1, 2], { usage: usage(1000) })
    expect(solved('frontier', one)).toMatchObject({ usd: 0.03, interval: null })
  })
  test.for([
    ['nobody counted tokens', 'frontier', suiteOf(3)],
    ['the model has no price', 'unheard-of', suiteOf(3, [], { usage: usage(1000) })],
  ] as const)('is not known where %s', ([, model, some]) => {
    expect(solved(model, some)).toBeNull()
  })
  test('is not told for a run that is base’s', () => {
    const was = chat('frontier', tests)
    const is = { ...chat('mini', tests), evaluation: was.evaluation }
    expect(qualityDelta(was, is, world)?.solved).toEqual({ base: null, head: null, ratio: null })
  })
})

describe('a cheaper model of the same run', () => {
  const other = (model: string, tests: readonly EvalTest[]): OtherResult => ({
    ...ownResult(tests),
    model,
    output: null,
  })
  const offer = (others: readonly OtherResult[], more: Partial<Workload> = {}) => {
    const workload = { ...chat('frontier', suiteOf(100), { others }), ...more }
    return qualityDelta(null, workload, world)?.cheaper ?? null
  }

  test('is the one that saves most among those that are not worse', () => {
    const three = [1, 2, 3, 4, 5, 6]
    expect(offer([other('mini', suiteOf(100, [7])), other('nano', suiteOf(100, three))])).toMatchObject({
      model: 'mini',
      instead: 'frontier',
      // 1,000 tokens for $2 instead of $10 per million, a million times.
      savingPerRequest: expect.closeTo(0.008, 12),
      savingPerMonth: expect.closeTo(8000, 6),
      tests: 100,
      judged: { verdict: 'ok' },
    })
  })

  test.for<readonly [string, readonly OtherResult[], Partial<Workload>]>([
    ['with too few tests to know', [other('nano', suiteOf(20))], {}],
    ['without a price', [other('unheard-of', suiteOf(100))], {}],
    ['that costs more', [other('frontier', suiteOf(100))], {}],
    ['of totals alone', [other('nano', [])], {}],
    [
      'for a workload that asks several',
      [other('nano', suiteOf(100))],
      { calls: [callOf({ model: 'frontier' }), callOf({ id: 'judge', model: 'mini' })] },
    ],
  ])('is not offered %s', ([, others, more]) => {
    expect(offer(others, more)).toBeNull()
  })

  test('is not offered from a run full of errors', () => {
    const broken = suiteOf(100).map((one, index) =>
      index < 10 ? { ...one, attempts: 0, passes: 0, errors: 1 } : one,
    )
    expect(offer([other('nano', broken)])).toBeNull()
  })
})

test('tests beyond the limits of their own suite are counted at our prices', () => {
  const tests = [
    evalTest('t1', { usage: usage(1000), latencyMs: 500 }),
    evalTest('t2', { usage: usage(3000), latencyMs: 1500 }),
  ]
  const limits = { usdPerTest: 0.02, latencyMs: 1000, score: null }
  const workload = chat('frontier', tests, { limits })
  expect(qualityDelta(null, workload, world)?.suite).toEqual({ limits, dearer: 1, slower: 1 })
})
