import { expect, test } from 'vitest'
import { benchmark, delta, side } from '../../rules/testing.ts'
import type { BudgetConfig, RulesConfig } from '../config/config.ts'
import type { BenchmarkState } from '../diff/benchmark-review.ts'
import type { Pending } from '../model/pending.ts'
import { awaited } from './provisional.ts'

type Trial = {
  readonly pending?: readonly Pending[]
  readonly limits?: Partial<BudgetConfig>
  readonly rules?: RulesConfig
  readonly state?: BenchmarkState
}

const waits = ({ pending = ['benchmark'], limits, rules = {}, state = 'reused' }: Trial) =>
  awaited({
    pending,
    deltas: [delta({ status: 'unchanged', base: side({}), head: side({}) })],
    benchmarks: [benchmark({ state })],
    config: { budgets: limits === undefined ? [] : [{ id: 'own', ...limits }], rules },
    date: '2026-11-24',
  })

const LATENCY = { latency: { ttft_p95_ms: 800 } }
const AN_ERROR: RulesConfig = { 'benchmark-regressed': { level: 'error' } }
const QUALITY = { usd_per_solved_task: 0.02 }

test.for<[string, Trial, readonly Pending[]]>([
  ['a latency limit', { limits: LATENCY }, ['benchmark']],
  ['a latency limit without any record so far', { limits: LATENCY, state: 'missing' }, ['benchmark']],
  ['a record that has arrived', { limits: LATENCY, state: 'measured' }, []],
  ['a bill by the hour', { limits: { usd_per_month: 500 } }, []],
  ['a latency limit of others', { limits: { ...LATENCY, workloads: ['batch-*'] } }, []],
  ['no budget at all', {}, []],
  ['a rule that blocks regressions', { rules: AN_ERROR }, ['benchmark']],
  ['the same rule as a warning', { rules: { 'benchmark-regressed': { level: 'warning' } } }, []],
  [
    'the same rule where it only observes',
    { rules: { 'benchmark-regressed': { level: 'error', enforce: 'observe' } } },
    [],
  ],
  ['no job that runs', { pending: [], limits: LATENCY }, []],
  ['evals, and a limit per solved task', { pending: ['eval'], limits: QUALITY }, ['eval']],
  ['evals, and no limit that they tell about', { pending: ['eval'], limits: { usd_per_month: 500 } }, []],
  ['both', { pending: ['eval', 'benchmark'], limits: { ...LATENCY, ...QUALITY } }, ['benchmark', 'eval']],
])('%s', ([, trial, expected]) => {
  expect(waits(trial)).toEqual(expected)
})
