import { describe, expect, test } from 'vitest'
import { HERE, callOf, capacityOf, profile, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import type { BudgetConfig, Config } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Workload } from '../model/workload.ts'
import type { JudgedDelta, Rule } from './rule.ts'
import { judge } from './judge.ts'
import { judgedDeltas } from './judged-deltas.ts'

// $1 per million tokens: a request of 1,000 tokens costs $0.001, a million of them $1,000 a month.
const world = worldOf({ models: { small: { input: 1, output: 0 } }, units: { gpu: 1 } })

const chat = (tokens: number, more: Partial<Workload> = {}) =>
  workloadOf([callOf({ prompt: profile(tokens) })], { traffic: traffic(1_000_000), ...more })

const unknown = (more: Partial<Workload> = {}) =>
  workloadOf([callOf({ model: 'unheard-of' })], { traffic: traffic(1_000_000), ...more })

const settings = (config: Partial<Config>) => ({
  config: { version: 1 as const, ...config },
  places: () => HERE,
})
const NOTHING_DECLARED = { base: settings({}), head: settings({}) }

type Situation = {
  readonly base?: readonly Workload[]
  readonly head: readonly Workload[]
  readonly policy?: Partial<Config>
  readonly diagnostics?: readonly Diagnostic[]
  readonly strict?: Workload
  readonly date?: string
}

function judged({ base = [], head, policy = {}, diagnostics = [], strict, date = '2026-11-20' }: Situation) {
  const strictCosts = new Map(strict === undefined ? [] : [[strict.identity, estimate(strict, world)]])
  const deltas: readonly JudgedDelta[] = judgedDeltas(diff(base, head, world), strictCosts, NOTHING_DECLARED)
  const prices = { asOf: '2026-11-01', stale: false }
  return judge({
    deltas,
    benchmarks: [],
    diagnostics,
    policy: settings(policy),
    rules: [NEVER_MORE_THAN_TWO],
    prices,
    world,
    date,
  })
}

const NEVER_MORE_THAN_TWO: Rule = {
  id: 'never-more-than-two',
  title: 'At most two workloads.',
  level: 'note',
  defaults: {},
  options: {},
  check: ({ deltas }) =>
    deltas.length <= 2
      ? []
      : [{ workload: null, message: `There are ${deltas.length}.`, why: '', suggestions: [], at: [HERE] }],
}

const budget = (limits: Partial<BudgetConfig>): Partial<Config> => ({
  budgets: [{ id: 'support', ...limits }],
})
const levels = (outcome: ReturnType<typeof judged>) =>
  outcome.findings.map(({ level, rule }) => `${level} ${rule}`)

describe('a monthly limit of $500', () => {
  test.for([
    // tokens at base and head ($1 a month each), verdict, status
    [400, 499.99, 'pass', 'ok'],
    [400, 500, 'pass', 'ok'],
    [400, 500.0000001, 'pass', 'ok'],
    [400, 500.01, 'block', 'over'],
    [600, 650, 'block', 'over'],
    [600, 600, 'pass', 'already-over'],
    [600, 550, 'pass', 'already-over'],
    [null, 700, 'block', 'over'],
  ] as const)('%s → %s: %s, %s', ([from, to, verdict, status]) => {
    const outcome = judged({
      base: from === null ? [] : [chat(from)],
      head: [chat(to)],
      policy: budget({ usd_per_month: 500 }),
    })
    expect([outcome.verdict, outcome.budgets.map(result => result.status)]).toStrictEqual([verdict, [status]])
  })

  test.for([
    [300, 399, 'pass'],
    [300, 401, 'warn'],
    [410, 420, 'pass'],
  ] as const)('warns at 80 %% only when it is crossed from below: %d → %d', ([from, to, verdict]) => {
    const policy = budget({ usd_per_month: 500, warn_at: 0.8 as never })
    expect(judged({ base: [chat(from)], head: [chat(to)], policy }).verdict).toBe(verdict)
  })

  test('adds up what it covers', () => {
    const [a, b] = [chat(300), chat(300, { id: 'search', identity: 'search' })]
    const outcome = judged({ base: [a], head: [a, b], policy: budget({ usd_per_month: 500 }) })
    expect(outcome.findings[0]?.message).toBe(
      'all 2 workloads together would cost $600/month; the limit of `support` is $500/month.',
    )
  })

  test('without traffic cannot be checked, and says so', () => {
    const outcome = judged({ head: [chat(9e6, { traffic: null })], policy: budget({ usd_per_month: 500 }) })
    expect([outcome.verdict, levels(outcome)]).toStrictEqual(['warn', ['warning budget']])
  })

  test('is held against the dearer of two declarations', () => {
    const policy = budget({ usd_per_month: 500 })
    const quiet = chat(600, { traffic: traffic(1000) })
    expect(judged({ base: [chat(400)], head: [quiet], policy }).verdict).toBe('pass')
    expect(judged({ base: [chat(400)], head: [quiet], strict: chat(600), policy }).verdict).toBe('block')
    const silent = chat(600, { traffic: null })
    expect(judged({ base: [chat(400)], head: [silent], strict: chat(600), policy }).verdict).toBe('block')
  })
})

describe('an increase limit', () => {
  test.for([
    [100, 110, { percent: 10 }, 'pass'],
    [100, 111, { percent: 10 }, 'block'],
    [100, 90, { percent: 10 }, 'pass'],
    [100, 160, { usd_per_month: 50 }, 'block'],
    [100, 150, { usd_per_month: 50 }, 'pass'],
    [100, 160, { usd_per_request: 0.00005 }, 'block'],
    [100, 115, { percent: 10, ignore_below: { usd_per_month: 20 } }, 'pass'],
    [100, 125, { percent: 10, ignore_below: { usd_per_month: 20 } }, 'block'],
    [10_000, 10_060, { usd_per_month: 50, ignore_below: { percent: 1 } }, 'pass'],
    [100, 120, { percent: 10, ignore_below: { usd_per_request: 0.00003 } }, 'pass'],
  ] as const)('%d → %d against %o: %s', ([from, to, increase, verdict]) => {
    expect(judged({ base: [chat(from)], head: [chat(to)], policy: budget({ increase }) }).verdict).toBe(
      verdict,
    )
  })

  test('counts a new workload from nothing, but has no percentage for it', () => {
    const head = [chat(100)]
    expect(judged({ head, policy: budget({ increase: { usd_per_month: 50 } }) }).verdict).toBe('block')
    expect(judged({ head, policy: budget({ increase: { percent: 10 } }) }).verdict).toBe('pass')
  })

  test('compares capacity by the month', () => {
    const fleet = (units: number) => workloadOf([], { capacity: [capacityOf('gpu', units)] })
    expect(
      judged({ base: [fleet(1)], head: [fleet(2)], policy: budget({ increase: { percent: 10 } }) }).verdict,
    ).toBe('block')
  })
})

describe('a workload without a price', () => {
  const policy = budget({ usd_per_request: 1 })

  test.for([
    ['loses it', [chat(1)], 'block', 'error'],
    ['is new', [], 'block', 'error'],
    ['never had one', [unknown()], 'pass', 'note'],
  ] as const)('%s: %s', ([, base, verdict, level]) => {
    const outcome = judged({ base, head: [unknown()], policy })
    expect([outcome.verdict, outcome.findings.map(finding => finding.level)]).toStrictEqual([
      verdict,
      [level],
    ])
  })

  test('warns where no budget covers it', () => {
    expect(judged({ base: [chat(1)], head: [unknown()] }).verdict).toBe('warn')
    expect(judged({ base: [unknown()], head: [unknown()] }).verdict).toBe('pass')
  })
})

describe('coverage', () => {
  const over = { usd_per_request: 0 }
  test.for([
    ['everything by default', {}, true],
    ['a glob', { workloads: ['support-*'] }, true],
    ['another id', { workloads: ['search'] }, false],
    ['the owner', { owner: '@acme/support' }, true],
    ['another owner', { owner: '@acme/search' }, false],
    ['the environment', { environment: 'production' }, true],
    ['a tag', { tags: { team: 'support' } }, true],
    ['another tag', { tags: { team: 'search' } }, false],
  ] as const)('%s', ([, scope, covered]) => {
    const mine = { owner: '@acme/support', environment: 'production', tags: { team: 'support' } }
    // What it was at base counts too: nobody leaves a budget by leaving a team.
    const moved = chat(200, { owner: null, environment: null, tags: {} })
    for (const head of [chat(200, mine), moved])
      expect(
        judged({ base: [chat(100, mine)], head: [head], policy: budget({ ...scope, ...over }) }).verdict,
      ).toBe(covered ? 'block' : 'pass')
  })
})

describe('enforcement', () => {
  const enforced = (enforce: Config['enforce'], own?: Config['enforce']): Situation => ({
    base: [chat(100)],
    head: [chat(200)],
    policy: {
      ...(enforce === undefined ? {} : { enforce }),
      budgets: [{ id: 'support', usd_per_month: 150, ...(own === undefined ? {} : { enforce: own }) }],
    },
  })

  test.for([
    [undefined, undefined, 'block'],
    ['observe', undefined, 'pass'],
    ['warn', undefined, 'warn'],
    ['warn', 'block', 'block'],
    [{ level: 'block', from: '2026-11-20' }, undefined, 'block'],
    [{ level: 'block', from: '2026-11-21' }, undefined, 'warn'],
    [{ level: 'observe', from: '2026-11-21' }, undefined, 'pass'],
  ] as const)('of the file %o, of the budget %o: %s', ([file, own, verdict]) => {
    expect(judged(enforced(file, own)).verdict).toBe(verdict)
  })

  test.for([
    ['error', 'block'],
    ['warning', 'warn'],
    ['note', 'pass'],
  ] as const)('a file with an %s: %s', ([severity, verdict]) => {
    const diagnostics = [{ code: 'yaml-syntax', severity, message: 'broken', hint: 'mend it', ...HERE }]
    expect(judged({ base: [chat(1)], head: [chat(1)], diagnostics }).verdict).toBe(verdict)
  })

  test('what cannot be read does not block a team that only observes', () => {
    const diagnostics = [
      { code: 'yaml-syntax', severity: 'error' as const, message: 'broken', hint: 'mend it', ...HERE },
    ]
    const head = [chat(1)]
    expect(judged({ base: head, head, diagnostics, policy: { enforce: 'observe' } }).verdict).toBe('warn')
  })
})

describe('waivers', () => {
  const waived = (waiver: object, head = chat(200)) =>
    judged({
      base: [chat(100)],
      head: [head],
      policy: {
        ...budget({ usd_per_month: 150 }),
        waivers: [
          {
            budget: 'support',
            by: '@acme/finops',
            until: '2026-12-31',
            because: 'launch',
            up_to: { usd_per_month: 250 },
            ...waiver,
          },
        ],
      },
    })

  test('excuse what they name, and stay visible', () => {
    const outcome = waived({})
    expect(outcome.verdict).toBe('pass')
    expect(outcome.findings[0]?.waived).toStrictEqual({
      by: '@acme/finops',
      until: '2026-12-31',
      because: 'launch',
      up_to: { usd_per_month: 250, usd_per_request: null, usd_per_solved_task: null },
    })
  })

  test.for([
    ['on their last day', { until: '2026-11-20' }, 'pass'],
    ['not a day later', { until: '2026-11-19' }, 'block'],
    ['not another budget', { budget: 'search' }, 'block'],
    ['not another workload', { workloads: ['search'] }, 'block'],
    ['the workload they name', { workloads: ['support-*'] }, 'pass'],
    ['not above their cap', { up_to: { usd_per_month: 199 } }, 'block'],
  ] as const)('%s', ([, waiver, verdict]) => {
    expect(waived(waiver).verdict).toBe(verdict)
  })
})

describe('rules', () => {
  const three = ['a', 'b', 'c'].map(id => chat(1, { id, identity: id }))

  test.for([
    [undefined, 'pass', ['note never-more-than-two']],
    [{ level: 'error' }, 'block', ['error never-more-than-two']],
    [{ level: 'warning' }, 'warn', ['warning never-more-than-two']],
    [{ level: 'off' }, 'pass', []],
    [{ level: 'error', enforce: 'warn' }, 'warn', ['warning never-more-than-two']],
    [{ only: { workloads: ['a', 'b'] } }, 'pass', []],
    [{ only: { workloads: ['*'] } }, 'pass', ['note never-more-than-two']],
  ] as const)('set to %o: %s', ([setting, verdict, findings]) => {
    const policy = setting === undefined ? {} : { rules: { 'never-more-than-two': setting } }
    const outcome = judged({ base: three, head: three, policy })
    expect([outcome.verdict, levels(outcome)]).toStrictEqual([verdict, findings])
  })
})
