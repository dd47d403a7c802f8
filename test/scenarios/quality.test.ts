import { describe, expect, test } from 'vitest'
import type { Files } from '../repository.ts'
import { commentOf } from './command.ts'
import { judged, withPullRequest } from './pull-request.ts'

/** Tickets of a support desk: what each test sends, `[prompt, completion]` tokens. */
const SENT = [44, 45, 41, 41, 43, 42, 45, 42, 42, 42, 45, 42, 44, 42, 42, 43, 45, 42, 43, 40]
const SHORT = new Set([2, 7, 12, 17])

type Run = {
  readonly model?: string
  readonly failing?: readonly number[]
  readonly broken?: readonly number[]
  readonly size?: number
  readonly critical?: readonly number[]
}

/** Rows as promptfoo writes them, one provider after the other. */
const rowsOf = ({ model = 'frontier', failing = [], broken = [], size = 20, critical = [] }: Run) =>
  SENT.slice(0, size).map((prompt, index) => {
    const n = index + 1
    const failed = failing.includes(n)
    const completion = SHORT.has(n) || (n === 5 && failed) ? 1 : 2
    const error = broken.includes(n)
    return {
      testIdx: index,
      promptIdx: 0,
      prompt: { label: 'prompts/triage.md: Name the topic of {{ticket}}' },
      provider: { id: `acme:${model}` },
      testCase: {
        metadata: { testCaseId: `t${String(n).padStart(2, '0')}`, critical: critical.includes(n) },
      },
      success: !failed && !error,
      failureReason: error ? 2 : failed ? 1 : 0,
      latencyMs: 100 + prompt,
      response: error
        ? { error: 'API error: 500' }
        : { output: 'billing', tokenUsage: { prompt, completion } },
    }
  })

const results = (...runs: readonly Run[]): string =>
  JSON.stringify({
    evalId: 'eval-1',
    results: {
      version: 3,
      timestamp: '2026-11-20T09:30:00.000Z',
      prompts: [],
      results: runs.flatMap(rowsOf),
    },
  })

const PRICES = JSON.stringify({
  version: 1,
  prices: [
    { model: 'acme/frontier', input_usd_per_mtok: 2.5, output_usd_per_mtok: 10 },
    { model: 'acme/mini', input_usd_per_mtok: 0.15, output_usd_per_mtok: 0.6 },
  ],
})

const config = (model: string, limits = '{ max_drop: 5pp }') => `version: 1
workloads:
  triage:
    traffic: 1M/month
    tags: { finops.team: support, finops.use-case: triage }
    calls: { label: { prompt: prompts/triage.md, model: acme/${model}, variables: { ticket: 20 } } }
    evals: evals/results.json
budgets: [{ id: answers, workloads: [triage], quality: ${limits} }]
`

const base = (run: Run = {}, limits?: string): Files => ({
  '.unitcost/prices.json': PRICES,
  'prompts/triage.md': 'Name the topic of {{ticket}}',
  'evals/results.json': results(run),
  'unitcost.yml': config(run.model ?? 'frontier', limits),
})

const FOUR = [5, 11, 14, 19]

/** A cheaper model that loses four of twenty tests. */
const cheaperAndWorse = {
  base: base(),
  head: { 'unitcost.yml': config('mini'), 'evals/results.json': results({ model: 'mini', failing: FOUR }) },
}

const triage = async (change: Parameters<typeof judged>[0]) => {
  const { result, exitCode } = await judged(change)
  const workload = result.workloads.find(({ id }) => id === 'triage')
  return { result, exitCode, quality: workload?.quality }
}

describe('a cheaper model that loses four of twenty tests', () => {
  test('is blocked for what the pairs say, and priced per solved task', async () => {
    const { exitCode, quality, result } = await triage(cheaperAndWorse)
    expect(exitCode).toBe(1)
    expect(result.findings[0]).toMatchObject({ budget: 'answers', level: 'error' })
    const near = (n: number) => expect.closeTo(n, 15)
    const between = (low: number, high: number) => ({ low: near(low), high: near(high) })
    expect(quality).toMatchObject({
      verdict: 'regressed',
      paired: 20,
      table: { both: 16, lost: 4, won: 0, neither: 0 },
      lost: ['t05', 't11', 't14', 't19'],
      delta: near(-0.2),
      interval: between(-0.3783766858353677, -0.039930175910397325),
      usd_per_solved_task: {
        base: { expected: near(0.00012487500000000004), interval: between(0.0001235, 0.00012625) },
        head: {
          expected: near(9.328124999999998e-6),
          interval: between(7.855263157894735e-6, 1.1538461538461538e-5),
        },
        ratio: {
          value: near(0.07469969969969965),
          interval: between(0.06315789473684208, 0.09193956591763165),
        },
      },
    })
  })

  test('is told as cheaper and worse', async () => {
    const comment = await withPullRequest(cheaperAndWorse, ({ dir }) =>
      commentOf(['diff', 'main', 'pull-request'], { cwd: dir }),
    )
    expect(comment).toMatch(/^### ❌ Cheaper and worse, inference cost −\$/)
    expect(comment).toContain('4 of 20 tests passed before and fail now')
  })

  test('warns where no budget says what may be lost', async () => {
    const free = config('frontier').replace(/^budgets.*$/m, '')
    const { exitCode, result } = await triage({
      base: { ...base(), 'unitcost.yml': free },
      head: { ...cheaperAndWorse.head, 'unitcost.yml': free.replace('acme/frontier', 'acme/mini') },
    })
    expect(exitCode).toBe(0)
    expect(result.findings).toMatchObject([{ rule: 'quality-regressed', level: 'warning' }])
  })
})

describe('no false alarm', () => {
  test.for<readonly [string, Run, Run]>([
    ['five tests of which none got worse', { size: 5 }, { size: 5 }],
    ['tests that failed before too', { failing: FOUR }, { failing: FOUR }],
    ['more tests than before', { size: 10 }, { size: 20 }],
  ])('%s', async ([, before, after]) => {
    const { result } = await triage({
      base: base(before),
      head: { 'evals/results.json': results({ ...after, model: 'mini' }), 'unitcost.yml': config('mini') },
    })
    expect(result.findings).toEqual([])
  })
})

test.for<readonly [string, Run, readonly string[]]>([
  ['too many errors are no pass', { broken: [1, 2] }, ['error']],
  ['one lost test may be chance', { failing: [5] }, ['warning']],
  ['one lost critical test is one too many', { failing: [5], critical: [5] }, ['error', 'warning']],
  ['half of the tests are gone', { size: 10 }, ['warning']],
])('%s', async ([, after, levels]) => {
  const { result } = await triage({ base: base(), head: { 'evals/results.json': results(after) } })
  expect(result.findings.map(({ level }) => level)).toEqual(levels)
})

test('results of base are no evidence for another model', async () => {
  const { result, quality } = await triage({ base: base(), head: { 'unitcost.yml': config('mini') } })
  expect(quality).toMatchObject({ unpaired: 'same-run', verdict: null })
  expect(result.findings).toMatchObject([{ level: 'note', budget: 'answers' }])
})

test('of several models of a run, the cheapest that is not worse is offered with what it saves', async () => {
  const many = (model: string, failing: readonly number[]) => rowsOf({ model, failing })
  const rows = [...many('frontier', []), ...many('mini', []), ...many('nano', FOUR)]
  // Four copies of the suite: so few tests alone could not show that a model is not worse.
  const suite = [0, 1, 2, 3].flatMap(copy =>
    rows.map(row => ({
      ...row,
      testCase: { metadata: { testCaseId: `${row.testCase.metadata.testCaseId}-${copy}` } },
    })),
  )
  const { quality } = await triage({
    base: base(),
    head: { 'evals/results.json': suite.map(row => JSON.stringify(row)).join('\n') },
  })
  expect(quality?.cheaper_model).toMatchObject({
    model: 'acme/mini',
    instead: 'acme/frontier',
    tests: 80,
    verdict: 'ok',
  })
  expect(quality?.cheaper_model?.saving_per_month).toBeGreaterThan(0)
})
