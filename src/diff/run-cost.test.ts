import { expect, test } from 'vitest'
import { routeTo, worldOf } from '../../test/builders.ts'
import { evalResult, evalTest, evaluationOf } from '../../test/evals.ts'
import type { EvalTest, EvalUsage } from '../model/eval.ts'
import type { OtherResult } from '../model/workload.ts'
import { runCost } from './run-cost.ts'

// USD per million tokens.
const world = worldOf({ models: { frontier: { input: 10, output: 40 }, mini: { input: 1, output: 4 } } })

const usage: EvalUsage = { requests: 1, input: 1000, cacheRead: 0, cacheWrite: 0, output: 100, reasoning: 0 }
const paid = (...ids: readonly string[]) => ids.map(id => evalTest(id, { usage }))

const evaluated = (own: readonly EvalTest[], others: readonly OtherResult[] = []) => {
  const [target = null] = routeTo('frontier').targets
  return runCost(evaluationOf(own, { target, others }), world)
}

const other = (model: string, tests: readonly EvalTest[]): OtherResult => ({
  ...evalResult(tests),
  model,
  output: null,
})

test('every test on every model that the run tried', () => {
  const mini = 'mini'
  // 2 × (1000 × 10 + 100 × 40) and 1 × (1000 × 1 + 100 × 4), per million.
  expect(evaluated(paid('t1', 't2'), [other(mini, paid('t1'))])).toEqual({
    usd: expect.closeTo(0.028 + 0.0014, 12),
    tests: 3,
    unknown: 0,
  })
})

test('tests without tokens, and models without a price, are counted as unknown and not as free', () => {
  const own = [...paid('t1'), evalTest('t2')]
  expect(evaluated(own, [other('unheard-of', paid('t1', 't2'))])).toEqual({
    usd: expect.closeTo(0.014, 12),
    tests: 1,
    unknown: 3,
  })
})

test('where nothing is known there is no amount', () => {
  expect(evaluated([evalTest('t1')])).toBeNull()
})
