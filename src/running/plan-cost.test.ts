import { expect, test } from 'vitest'
import { loadBook } from '../prices/load.ts'
import { memoryTree } from '../snapshot/memory.ts'
import { memoryCache } from '../tokens/count-cache.ts'
import { prepareCounts } from '../tokens/counts.ts'
import { planCost, textsOfPlan } from './plan-cost.ts'
import { suitePlan, type SuitePlan } from './suite-plan.ts'

const SUITE = 'evals/promptfooconfig.yaml'

async function costs(plan: SuitePlan) {
  const { book } = await loadBook('2026-10-07', null)
  const { tokensOf: count } = await prepareCounts(textsOfPlan(plan), memoryCache())
  return planCost(plan, { book, count })
}

const plan: SuitePlan = {
  providers: [{ id: 'openai:chat:gpt-5-mini', maxOutput: 500, maxOutputAt: null }],
  prompts: ['one two three four five'],
  tests: 100,
  repeat: 2,
  testsText: 'a b c d e f g h i j',
  hasGraders: false,
}

test('tests × repeats × (prompts + values) in, answers out, at the price of the model', async () => {
  // 200 × 5 + 2 × 10 tokens in at $0.25, 200 answers of 300 (at most 500) out at $2 per million.
  expect(await costs(plan)).toEqual([
    {
      provider: 'openai:chat:gpt-5-mini',
      requests: 200,
      usd: {
        expected: expect.closeTo((1020 * 0.25 + 200 * 300 * 2) / 1e6, 9),
        high: expect.closeTo((1020 * 0.25 + 200 * 500 * 2) / 1e6, 9),
      },
      unknown: null,
    },
  ])
})

test.for<readonly [string, Partial<SuitePlan>, string]>([
  ['the number of tests', { tests: null }, 'is decided when the suite runs'],
  [
    'the model',
    { providers: [{ id: 'file://bot.mjs', maxOutput: null, maxOutputAt: null }] },
    'no price for',
  ],
])('the cost is not known without %s', async ([, missing, why]) => {
  const [cost] = await costs({ ...plan, ...missing })
  expect(cost).toMatchObject({ usd: null, unknown: expect.stringContaining(why) })
})

test.for<readonly [string, string, Partial<SuitePlan> | null]>([
  ['cases of its own', 'tests: [{ vars: {} }, { vars: {} }]', { tests: 2 }],
  ['no cases', '', { tests: 1 }],
  [
    'cases of files',
    'tests: [file://a.csv, file://b.yaml, file://c.jsonl, { vars: {} }]',
    { tests: 2 + 3 + 1 + 1 },
  ],
  ['cases of a program', 'tests: file://make.py', { tests: null }],
  ['scenarios', 'scenarios: [{ config: [] }]', { tests: null }],
  ['repeats', 'evaluateOptions: { repeat: 3 }', { repeat: 3 }],
  ['a grader', 'tests: [{ assert: [{ type: llm-rubric, value: polite }] }]', { hasGraders: true }],
])('the plan of a suite with %s', async ([, more, expected]) => {
  const tree = memoryTree({
    [SUITE]: `prompts: [Say hello]\nproviders: [openai:gpt-5-mini]\n${more}\n`,
    'evals/a.csv': 'question\nfirst\nsecond\n',
    'evals/b.yaml': '- vars: {}\n- vars: {}\n- vars: {}\n',
    'evals/c.jsonl': '{"vars":{}}\n',
    'evals/make.py': 'def tests(): ...',
  })
  expect(await suitePlan(tree, SUITE)).toMatchObject({ prompts: ['Say hello'], ...expected })
})

test('a configuration that is a program has no plan', async () => {
  expect(
    await suitePlan(memoryTree({ 'promptfooconfig.js': 'export default {}' }), 'promptfooconfig.js'),
  ).toBeNull()
})
