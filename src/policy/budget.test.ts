import { describe, expect, test } from 'vitest'
import {
  callOf,
  capacityOf,
  HERE,
  profile,
  routeTo,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { BudgetConfig } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { Workload } from '../model/workload.ts'
import { share } from '../units.ts'
import { checkBudget } from './budget.ts'
import type { JudgedDelta } from './rule.ts'

// $1 per million tokens: a request of 1,000 tokens costs $0.001, a million of them $1,000 a month.
const world = worldOf({
  models: { small: { input: 1, output: 0 }, frontier: { input: 10, output: 0 } },
  units: { gpu: 1 },
})

const chat = (tokens: number, more: Partial<Workload> = {}) =>
  workloadOf([callOf({ prompt: profile(tokens) })], { traffic: traffic(1_000_000), ...more })

const named = (id: string, tokens: number) => chat(tokens, { id, identity: id })

const judgedDeltas = (base: readonly Workload[], head: readonly Workload[]): readonly JudgedDelta[] =>
  diff(base, head, world).map(delta => ({ ...delta, strict: null, undeclared: false }))

function checked(base: readonly Workload[], head: readonly Workload[], limits: Partial<BudgetConfig>) {
  const terms = { at: { path: 'unitcost.yml', line: 20 }, enforce: undefined, date: '2026-11-24' }
  return checkBudget({ id: 'support', ...limits }, judgedDeltas(base, head), terms)
}

const statuses = (...of: Parameters<typeof checked>) =>
  checked(...of).results.map(({ kind, status, base, head }) => {
    const shown = (n: number | null) => (n === null ? 'unknown' : String(Math.round(n * 1e6) / 1e6))
    return `${kind} ${shown(base)} → ${shown(head)}: ${status}`
  })

/** A finding as a reader meets it. */
const told = (...of: Parameters<typeof checked>) =>
  checked(...of)
    .findings.map(({ level, message, why, suggestions }) =>
      [`${level}: ${message}`, why, ...suggestions.map(suggestion => `- ${suggestion}`)].join('\n'),
    )
    .join('\n\n')

describe('what a limit is compared with', () => {
  test.for<[string, readonly Workload[], readonly Workload[], Partial<BudgetConfig>, readonly string[]]>([
    [
      'each workload per request',
      [named('a', 100), named('b', 100)],
      [named('a', 100), named('b', 3000)],
      { usd_per_request: 0.002 },
      ['usd_per_request 0.0001 → 0.0001: ok', 'usd_per_request 0.0001 → 0.003: over'],
    ],
    [
      'all of them together per month',
      [named('a', 100)],
      [named('a', 100), named('b', 300)],
      { usd_per_month: 500 },
      ['usd_per_month 100 → 400: ok'],
    ],
    [
      'per solved task, where evals ran',
      [chat(100)],
      [chat(100, { quality: { passed: 1, total: 2, at: HERE } })],
      { usd_per_solved_task: 0.0001 },
      ['usd_per_solved_task unknown → 0.0002: over'],
    ],
    [
      'nothing, where none ran',
      [chat(100)],
      [chat(100)],
      { usd_per_solved_task: 0.0001 },
      ['usd_per_solved_task unknown → unknown: unknown'],
    ],
    [
      'the growth of each request, and of the month',
      [chat(100)],
      [chat(300)],
      { increase: { percent: 100, usd_per_request: 0.0002, usd_per_month: 100 } },
      [
        'increase.percent 0 → 200: over',
        'increase.usd_per_request 0 → 0.0002: ok',
        'increase.usd_per_month 0 → 200: over',
      ],
    ],
    [
      'a new workload grows from nothing per month, and by no percentage',
      [],
      [chat(300)],
      { increase: { percent: 100, usd_per_month: 200 } },
      ['increase.percent 0 → unknown: unknown', 'increase.usd_per_month 0 → 300: over'],
    ],
    [
      'a workload that was free has no percentage',
      [chat(0)],
      [chat(300)],
      { increase: { percent: 100 } },
      ['increase.percent 0 → unknown: unknown'],
    ],
    [
      'no month without traffic',
      [chat(1, { traffic: null })],
      [chat(2, { traffic: null })],
      { usd_per_month: 1 },
      [],
    ],
    [
      'the month of a workload that lost its traffic is unknown, not free',
      [chat(100)],
      [chat(100, { traffic: null })],
      { usd_per_month: 500 },
      ['usd_per_month 100 → unknown: unknown'],
    ],
    ['a removed workload saves', [chat(100)], [], { usd_per_month: 50 }, ['usd_per_month 100 → 0: ok']],
    [
      'the worst case, where the budget is strict',
      [chat(100)],
      [workloadOf([callOf({ prompt: profile(100), route: routeTo('small', { retries: 2 }) })])],
      { usd_per_request: 0.0002, band: 'high' },
      ['usd_per_request 0.0001 → 0.0003: over'],
    ],
  ])('%s', ([, base, head, limits, expected]) => {
    expect(statuses(base, head, limits)).toStrictEqual(expected)
  })

  test('the dearer of two declarations, and the only one that is there', () => {
    const strictly = (head: Workload, strict: Workload) => {
      const [delta] = judgedDeltas([chat(100)], [head])
      const terms = { at: HERE, enforce: undefined, date: '2026-11-24' }
      const judged = delta === undefined ? [] : [{ ...delta, strict: estimate(strict, world) }]
      return checkBudget({ id: 'support', usd_per_month: 500 }, judged, terms).results.map(
        ({ head: usd }) => usd,
      )
    }
    expect(strictly(chat(100), chat(900))[0]).toBeCloseTo(900, 6)
    expect(strictly(chat(900), chat(100))[0]).toBeCloseTo(900, 6)
    expect(strictly(chat(100, { traffic: null }), chat(900))[0]).toBeCloseTo(900, 6)
  })
})

describe('an increase that is too small to talk about', () => {
  const grown = (
    increase: BudgetConfig['increase'] & object,
    base: readonly Workload[],
    head: readonly Workload[],
  ) => checked(base, head, { increase }).results.map(({ status }) => status)

  test('below one threshold is below all', () => {
    const ignore = { percent: 1, usd_per_month: 1000, usd_per_request: 0 }
    expect(grown({ percent: 10, ignore_below: ignore }, [chat(100)], [chat(300)])).toStrictEqual(['ok'])
  })

  test('percent goes by the month where there is one, and by the request where there is none', () => {
    const ignored = { usd_per_request: 0.000001, ignore_below: { percent: 50 } }
    const silent = (tokens: number) => chat(tokens, { traffic: null })
    expect(grown(ignored, [silent(100)], [silent(140)])).toStrictEqual(['ok'])
    expect(grown(ignored, [silent(100)], [silent(160)])).toStrictEqual(['over'])
    expect(grown(ignored, [chat(100)], [chat(140)])).toStrictEqual(['ok'])
  })

  test('a new workload has no percentage to be below', () => {
    const ignored = { usd_per_month: 100, ignore_below: { percent: 50, usd_per_month: 20 } }
    expect(grown(ignored, [], [chat(300)])).toStrictEqual(['over'])
  })

  test('what has no monthly cost is not below a monthly threshold', () => {
    const ignored = { usd_per_request: 0.00001, ignore_below: { usd_per_month: 20 } }
    expect(grown(ignored, [chat(1, { traffic: null })], [chat(100, { traffic: null })])).toStrictEqual([
      'over',
    ])
  })
})

describe('what a finding says', () => {
  const routed = (model: string, tokens: number) =>
    workloadOf(
      [
        callOf({
          prompt: profile(tokens),
          route: routeTo(model, { targets: [targetOf(model, 1, { id: 'fixed' })] }),
        }),
      ],
      {
        traffic: traffic(1_000_000),
      },
    )

  test('a broken limit: how far, what made it, how to undo that', () => {
    expect(told([routed('small', 100)], [routed('frontier', 200)], { usd_per_month: 500 }))
      .toMatchInlineSnapshot(`
      "error: support-chat would cost $2,000/month; the limit of \`support\` is $500/month.
      Mostly model (small → frontier): +$1,350/month and prompt (100 tokens → 200 tokens): +$550/month.
      - Keep small (unitcost.yml:1): −$1,350/month.
      - Shorten the prompt (100 tokens → 200 tokens) (unitcost.yml:1): −$550/month.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })

  test('one cause alone', () => {
    expect(told([chat(100)], [chat(900)], { usd_per_request: 0.0005 })).toMatchInlineSnapshot(`
      "error: support-chat would cost $0.0009 per request; the limit of \`support\` is $0.0005 per request.
      Because of prompt (100 tokens → 900 tokens): +$0.0008 per request.
      - Shorten the prompt (100 tokens → 900 tokens) (unitcost.yml:1): −$0.0008 per request.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })

  test('an increase in percent', () => {
    expect(told([chat(100)], [chat(123)], { increase: { percent: 10 } })).toMatchInlineSnapshot(`
      "error: support-chat would cost +23 %; \`support\` allows +10 %.
      Because of prompt (100 tokens → 123 tokens): +$0.000023 per request.
      - Shorten the prompt (100 tokens → 123 tokens) (unitcost.yml:1): −$0.000023 per request.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })

  test('a new workload', () => {
    expect(told([], [chat(900)], { usd_per_month: 500 })).toMatchInlineSnapshot(`
      "error: support-chat would cost $900/month; the limit of \`support\` is $500/month.
      This change adds it.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })

  test('a limit that is broken by declarations alone has no cause in the tree', () => {
    const [delta] = judgedDeltas([chat(100)], [chat(100)])
    const strict = estimate(chat(900), world)
    const terms = { at: HERE, enforce: undefined, date: '2026-11-24' }
    const { findings } = checkBudget(
      { id: 'support', usd_per_month: 500 },
      delta === undefined ? [] : [{ ...delta, strict }],
      terms,
    )
    expect(findings.map(({ why }) => why)).toStrictEqual([
      'What is spent must not grow past it without a decision.',
    ])
  })

  test('close to the limit, crossed from below', () => {
    expect(told([chat(300)], [chat(450)], { usd_per_month: 500, warn_at: share(0.8) }))
      .toMatchInlineSnapshot(`
      "warning: support-chat would cost $450/month: 90 % of the limit of \`support\`, $500/month.
      \`warn_at\` asks for a warning from 80 % on; base was below it.
      - Shorten the prompt (300 tokens → 450 tokens) (unitcost.yml:1): −$150/month."
    `)
  })

  test('several workloads together', () => {
    const [base, head] = [
      [named('a', 100), named('b', 100)],
      [named('a', 300), named('b', 400)],
    ]
    expect(told(base, head, { usd_per_month: 500 })).toMatchInlineSnapshot(`
      "error: all 2 workloads together would cost $700/month; the limit of \`support\` is $500/month.
      Mostly prompt (100 tokens → 400 tokens): +$300/month and prompt (100 tokens → 300 tokens): +$200/month.
      - Shorten the prompt (100 tokens → 400 tokens) (unitcost.yml:1): −$300/month.
      - Shorten the prompt (100 tokens → 300 tokens) (unitcost.yml:1): −$200/month.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })

  test('without traffic', () => {
    expect(told([], [chat(900, { traffic: null })], { usd_per_month: 500 })).toMatchInlineSnapshot(`
      "warning: support-chat has no traffic, so the monthly limit of \`support\` cannot be checked.
      A cost per month is the cost per request times the declared traffic.
      - Add \`traffic\` to \`support-chat\` in unitcost.yml, for example \`traffic: 100k/month\`."
    `)
  })

  test('without a price: a name that nobody lists, or a tree that does not tell', () => {
    const unknown = workloadOf([callOf({ model: 'gpt-9' })])
    const untold = workloadOf([callOf()], { problems: ['the prompt prompts/a.md is not in the tree'] })
    expect(told([chat(1)], [unknown], { usd_per_month: 500 })).toMatchInlineSnapshot(`
      "error: support-chat cannot be shown to stay within \`support\`: no price for gpt-9.
      A cost that nobody knows is neither zero nor within a limit.
      - Correct the name, or state a price for it in .unitcost/prices.json."
    `)
    expect(told([untold], [untold], { usd_per_month: 500 })).toMatchInlineSnapshot(`
      "note: support-chat cannot be shown to stay within \`support\`: the prompt prompts/a.md is not in the tree.
      A cost that nobody knows is neither zero nor within a limit.
      - Correct what the reason names: until then nobody knows what it costs."
    `)
  })

  test('machines are causes by the month', () => {
    const fleet = (units: number) => workloadOf([], { capacity: [capacityOf('gpu', units)] })
    expect(told([fleet(1)], [fleet(2)], { increase: { percent: 10 } })).toMatchInlineSnapshot(`
      "error: support-chat would cost +100 %; \`support\` allows +10 %.
      Because of capacity (1 × gpu → 2 × gpu): +$730/month.
      - Keep 1 × gpu (unitcost.yml:1): −$730/month.
      - Or raise \`support\` in unitcost.yml, in a change of its own that its owners approve."
    `)
  })
})
