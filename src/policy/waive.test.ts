import { describe, expect, test } from 'vitest'
import { callOf, HERE, profile, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import type { WaiverConfig } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { Workload } from '../model/workload.ts'
import { checkBudget } from './budget.ts'
import type { Finding } from './finding.ts'
import type { JudgedDelta } from './rule.ts'
import { waive } from './waive.ts'

const world = worldOf({ models: { small: { input: 1, output: 0 } } })

const chat = (id: string, tokens: number, more: Partial<Workload> = {}) =>
  workloadOf([callOf({ prompt: profile(tokens) })], {
    id,
    identity: id,
    traffic: traffic(1_000_000),
    ...more,
  })

const deltasOf = (base: readonly Workload[], head: readonly Workload[]): readonly JudgedDelta[] =>
  diff(base, head, world).map(delta => ({ ...delta, strict: null, undeclared: false }))

const finding = (given: Partial<Finding> = {}): Finding => ({
  rule: 'agent-loop-unbounded',
  budget: null,
  level: 'error',
  workload: 'chat',
  message: 'chat has no end.',
  why: '',
  suggestions: [],
  at: [HERE],
  waived: null,
  ...given,
})

const waiver = (given: Partial<WaiverConfig> = {}): WaiverConfig => ({
  by: '@acme/finops',
  until: '2026-12-31',
  because: 'launch',
  ...given,
})

const excused = (found: Finding, by: WaiverConfig, deltas: readonly JudgedDelta[] = []) =>
  waive(found, [by], { deltas, date: '2026-11-24' }).waived !== null

describe('a waiver covers', () => {
  test.for<[string, Partial<Finding>, Partial<WaiverConfig>, boolean]>([
    ['its rule', {}, { rule: 'agent-loop-unbounded' }, true],
    ['no other rule', {}, { rule: 'stale-prices' }, false],
    ['its budget', { rule: 'budget', budget: 'support' }, { budget: 'support' }, true],
    ['no rule, when it is for a budget', {}, { budget: 'support' }, false],
    ['nothing, when it names nothing', {}, {}, false],
    ['the workloads it names', {}, { rule: 'agent-loop-unbounded', workloads: ['ch*'] }, true],
    ['no other workload', {}, { rule: 'agent-loop-unbounded', workloads: ['search'] }, false],
    [
      'no finding about the whole change, when it names workloads',
      { workload: null },
      { rule: 'agent-loop-unbounded', workloads: ['chat'] },
      false,
    ],
    ['its last day', {}, { rule: 'agent-loop-unbounded', until: '2026-11-24' }, true],
    ['no later day', {}, { rule: 'agent-loop-unbounded', until: '2026-11-23' }, false],
  ])('%s', ([, found, by, covered]) => {
    expect(excused(finding(found), waiver(by))).toBe(covered)
  })
})

describe('a cap', () => {
  const rule = { rule: 'agent-loop-unbounded' }
  const solved = { quality: { passed: 1, total: 2, at: HERE } }

  test.for<[string, readonly Workload[], NonNullable<WaiverConfig['up_to']>, boolean]>([
    ['at the cost', [chat('chat', 200)], { usd_per_month: 200 }, true],
    ['below the cost', [chat('chat', 200)], { usd_per_month: 199 }, false],
    ['per request', [chat('chat', 200)], { usd_per_request: 0.0001 }, false],
    ['per solved task', [chat('chat', 200, solved)], { usd_per_solved_task: 0.0003 }, false],
    ['on a cost that nobody knows', [chat('chat', 200, { traffic: null })], { usd_per_month: 200 }, false],
    ['of another workload', [chat('chat', 200), chat('search', 900)], { usd_per_month: 200 }, true],
  ])('%s', ([, head, cap, covered]) => {
    expect(excused(finding(), waiver({ ...rule, up_to: cap }), deltasOf([], head))).toBe(covered)
  })

  test('counts only what changed where a finding is about the whole change', () => {
    const same = chat('search', 900)
    const deltas = deltasOf([same, chat('gone', 900)], [same, chat('chat', 200)])
    expect(
      excused(finding({ workload: null }), waiver({ ...rule, up_to: { usd_per_month: 200 } }), deltas),
    ).toBe(true)
  })

  // Two workloads of $300 under a cap of $550 are $600: what the budget adds up, the cap adds up.
  test('of a budget for several workloads holds for their sum', () => {
    const deltas = deltasOf([], [chat('chat', 300), chat('search', 300)])
    const terms = { at: HERE, enforce: undefined, date: '2026-11-24' }
    const { findings } = checkBudget({ id: 'support', usd_per_month: 500 }, deltas, terms)
    const by = waiver({ budget: 'support', up_to: { usd_per_month: 550 } })
    expect(findings.map(found => excused(found, by, deltas))).toStrictEqual([false])
  })

  // Otherwise declaring less traffic in the same change would slip below the cap.
  test('is held against the dearer of two declarations, as the budget is', () => {
    const [delta] = deltasOf([chat('chat', 400)], [chat('chat', 400, { traffic: traffic(1000) })])
    const strict = estimate(chat('chat', 900), world)
    const deltas = delta === undefined ? [] : [{ ...delta, strict }]
    const by = waiver({ budget: 'support', up_to: { usd_per_month: 600 } })
    expect(excused(finding({ rule: 'budget', budget: 'support' }), by, deltas)).toBe(false)
  })
})
