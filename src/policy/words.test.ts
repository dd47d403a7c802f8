import { expect, test } from 'vitest'
import { HERE, workloadOf, worldOf } from '../../test/builders.ts'
import type { Driver } from '../diff/driver.ts'
import { estimate } from '../estimate/workload.ts'
import type { BudgetResult } from './budget.ts'
import type { JudgedDelta } from './rule.ts'
import { broken } from './words.ts'

const driver = (given: Partial<Driver> & Pick<Driver, 'kind'>): Driver => ({
  perRequest: 0.01,
  perRequestHigh: 0.02,
  perMonth: 100,
  from: 'before',
  to: 'after',
  at: [{ path: 'gateway.yaml', line: 4 }],
  ...given,
})

const delta = (drivers: readonly Driver[]): JudgedDelta => ({
  id: 'support-chat',
  status: 'changed',
  base: null,
  head: null,
  drivers,
  strict: null,
  quality: null,
  undeclared: false,
})

const over = (drivers: readonly Driver[], more: Partial<BudgetResult> = {}): BudgetResult => ({
  id: 'support',
  kind: 'usd_per_month',
  workload: 'support-chat',
  limit: 500,
  base: 400,
  head: 600,
  deltas: [delta(drivers)],
  status: 'over',
  at: HERE,
  ...more,
})

const advice = (drivers: readonly Driver[], more: Partial<BudgetResult> = {}) =>
  broken(over(drivers, more), { id: 'support' }).suggestions.slice(0, -1)

test.for<[Partial<Driver> & Pick<Driver, 'kind'>, string]>([
  [{ kind: 'model' }, 'Keep before'],
  [{ kind: 'routing' }, 'Go back to the routing before'],
  [{ kind: 'retries' }, 'Go back to before'],
  [{ kind: 'prompt' }, 'Shorten the prompt (before → after)'],
  [{ kind: 'context' }, 'Go back to a context of before'],
  [{ kind: 'retrieval' }, 'Go back to retrieval with before'],
  [{ kind: 'output' }, 'Keep the answer at before'],
  [{ kind: 'calls' }, 'Go back to before'],
  [{ kind: 'caching', from: '80 % hits' }, 'Restore the caching (80 % hits)'],
  [
    { kind: 'caching', from: 'cacheable prefix 3,000 tokens' },
    'Restore the cacheable prefix of 3,000 tokens: move what varies below the text that stays the same',
  ],
  [{ kind: 'capacity' }, 'Keep before'],
  [{ kind: 'traffic' }, 'Check the declared traffic (before: before)'],
  [{ kind: 'price' }, 'Check the price that the file states (before: before)'],
])('%o is undone so', ([cause, remedy]) => {
  expect(advice([driver(cause)])).toStrictEqual([`${remedy} (gateway.yaml:4): −$100/month.`])
})

test('a place is told as far as it is known', () => {
  expect(advice([driver({ kind: 'model', at: [] })])).toStrictEqual(['Keep before: −$100/month.'])
  expect(advice([driver({ kind: 'model', at: [{ path: 'a.json', line: null }] })])).toStrictEqual([
    'Keep before (a.json): −$100/month.',
  ])
})

test('the two largest causes of the limit’s own unit, and none that saves or hardly counts', () => {
  const drivers = [
    driver({ kind: 'calls', perMonth: 90 }),
    driver({ kind: 'output', perMonth: 4 }),
    driver({ kind: 'model', perMonth: 300 }),
    driver({ kind: 'prompt', perMonth: -500 }),
    driver({ kind: 'retries', perMonth: null }),
  ]
  expect(advice(drivers).map(words => words.split(' (')[0])).toStrictEqual([
    'Keep before',
    'Go back to before',
  ])
  expect(advice(drivers.slice(0, 2))).toHaveLength(1)
})

test('a strict budget asks for the worst case; what has none counts by the month', () => {
  const strict = (given: Partial<Driver>) =>
    broken(over([driver({ kind: 'model', ...given })], { kind: 'usd_per_request' }), {
      id: 'support',
      band: 'high',
    }).suggestions[0]
  expect(strict({})).toContain('−$0.02 per request')
  expect(strict({ perRequestHigh: null })).toContain('−$100/month')
  expect(strict({ perRequestHigh: null, perMonth: null })).toContain('Or raise')
})

test.for<[string, Partial<BudgetResult>, string]>([
  ['the workload that it is about', {}, 'support-chat'],
  ['the only one that is covered', { workload: null }, 'support-chat'],
  ['several', { workload: null, deltas: [delta([]), delta([])] }, 'all 2 workloads together'],
])('a sentence begins with %s', ([, more, subject]) => {
  expect(broken(over([], more), { id: 'support' }).message).toBe(
    `${subject} would cost $600/month; the limit of \`support\` is $500/month.`,
  )
})

test('a workload that the change adds is said to be added', () => {
  const head = { workload: workloadOf([]), estimate: estimate(workloadOf([]), worldOf({})) }
  const added = { ...delta([]), status: 'added' as const, head }
  expect(broken(over([], { deltas: [added] }), { id: 'support' }).why).toBe('This change adds it.')
})
