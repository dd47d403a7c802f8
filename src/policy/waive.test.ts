import { describe, expect, test } from 'vitest'
import { callOf, HERE, profile, size, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import type { BudgetConfig, WaiverConfig } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { Workload } from '../model/workload.ts'
import { tokens } from '../units.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'
import type { JudgedDelta } from './rule.ts'
import { waive } from './waive.ts'

const world = worldOf({ models: { small: { input: 1, output: 0 } } })

const chat = (id: string, input: number, more: Partial<Workload> = {}) =>
  workloadOf([callOf({ prompt: profile(input) })], {
    id,
    identity: id,
    traffic: traffic(1_000_000),
    ...more,
  })

const unsure = (id: string, expected: number, high: number) => {
  const input = { ...size(expected), high: tokens(high) }
  return chat(id, 0, { calls: [callOf({ prompt: { kind: 'profile', at: HERE, input } })] })
}

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
  waive(found, [by], { deltas, band: 'expected', date: '2026-11-24' }).waived !== null

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

  const SAME = chat('search', 400)

  test.for<[string, Omit<BudgetConfig, 'id'>, readonly Workload[], number, boolean]>([
    ['holds for their sum', {}, [chat('chat', 300), chat('search', 300)], 550, false],
    ['reaches their sum', {}, [chat('chat', 300), chat('search', 300)], 600, true],
    ['counts what did not change as well', {}, [chat('chat', 300), SAME], 550, false],
    [
      'does not count what the budget does not cover',
      { workloads: ['chat*'] },
      [chat('chat', 300), chat('chat-2', 300), chat('batch', 900)],
      650,
      true,
    ],
    [
      'looks at the worst case where the budget does',
      { band: 'high' },
      [unsure('chat', 300, 900)],
      650,
      false,
    ],
  ])('of a budget for several workloads %s', ([, given, head, cap, covered]) => {
    const budget = { id: 'support', usd_per_month: 500, ...given }
    const { findings } = judge({
      deltas: deltasOf([SAME], head),
      benchmarks: [],
      diagnostics: [],
      policy: {
        config: {
          version: 1,
          budgets: [budget],
          waivers: [waiver({ budget: 'support', up_to: { usd_per_month: cap } })],
        },
        places: () => HERE,
      },
      rules: [],
      prices: world.book,
      world,
      date: '2026-11-24',
    })
    expect(findings.map(({ waived }) => waived !== null)).toStrictEqual([covered])
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

describe('what a finding costs now', () => {
  const rule = { rule: 'agent-loop-unbounded' }
  const costOf = (found: Partial<Finding>, head: readonly Workload[]) =>
    waive(finding({ ...rule, ...found }), [], {
      deltas: deltasOf([], head),
      band: 'expected',
      date: '2026-11-24',
    }).cost

  test.for<[string, Partial<Finding>, readonly Workload[], number | null, number | null]>([
    ['of one workload', {}, [chat('chat', 200), chat('search', 900)], 200, 0.0002],
    [
      'of all together, and the dearest request',
      { workload: null },
      [chat('chat', 200), chat('search', 900)],
      1100,
      0.0009,
    ],
    ['of a month without traffic is not known', {}, [chat('chat', 200, { traffic: null })], null, 0.0002],
    ['of what is gone is nothing', { workload: 'gone' }, [chat('chat', 200)], null, null],
  ])('%s', ([, found, head, month, request]) => {
    const { usd_per_month, usd_per_request } = costOf(found, head)
    expect([usd_per_month, usd_per_request?.toFixed(4) ?? null]).toEqual([month, request?.toFixed(4) ?? null])
  })
})
