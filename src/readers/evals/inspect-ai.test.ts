import { expect, test } from 'vitest'
import { inspectAi } from './inspect-ai.ts'

const MODEL = 'openai/gpt-5-mini'

const sample = (value: unknown, changes: object = {}) => ({
  epoch: 1,
  scores: { match: { value } },
  model_usage: { [MODEL]: { input_tokens: 40, output_tokens: 7 } },
  ...changes,
})

const log = (samples: readonly unknown[]) => ({
  path: 'logs/2026-11-20T09-30-00_triage.json',
  text: JSON.stringify({
    version: 2,
    status: 'success',
    eval: { task: 'triage', model: MODEL },
    stats: { started_at: '2026-11-20T09:30:00+00:00', model_usage: {} },
    samples,
  }),
})

const results = (samples: readonly unknown[]) =>
  inspectAi.read(log(samples)).facts.flatMap(fact => (fact.kind === 'eval' ? fact.results : []))

test('a run states what passed and what its answers really took', () => {
  expect(inspectAi.read(log([sample('C'), sample('I')]))).toEqual({
    facts: [
      {
        kind: 'eval',
        id: 'logs/2026-11-20T09-30-00_triage.json',
        at: { path: 'logs/2026-11-20T09-30-00_triage.json', line: null },
        tool: 'inspect-ai',
        ranAt: '2026-11-20T09:30:00+00:00',
        commit: null,
        results: [
          {
            provider: MODEL,
            prompt: 'triage',
            passed: 1,
            failed: 1,
            errors: 0,
            tests: [
              expect.objectContaining({ id: 'sample 1', passes: 1 }),
              expect.objectContaining({ id: 'sample 2', passes: 0 }),
            ],
            outputTokens: [7, 7],
            inputTokens: [40, 40],
            reported: null,
          },
        ],
      },
    ],
    diagnostics: [],
  })
})

test('epochs of a sample are attempts of one test: the majority decides', () => {
  const epochs = ['C', 'C', 'I'].map((value, index) => sample(value, { id: 'lost-card', epoch: index + 1 }))
  expect(results(epochs)).toMatchObject([
    { passed: 1, failed: 0, tests: [{ id: 'lost-card', attempts: 3, passes: 2, usage: { requests: 3 } }] },
  ])
})

test.for([
  ['C', { passed: 1, failed: 0 }],
  [true, { passed: 1, failed: 0 }],
  [1, { passed: 1, failed: 0 }],
  ['P', { passed: 0, failed: 1 }],
  ['N', { passed: 0, failed: 1 }],
  [0, { passed: 0, failed: 1 }],
  [0.8, { passed: 0, failed: 0 }],
  [{ tone: 1 }, { passed: 0, failed: 0 }],
] as const)('the score %j', ([value, expected]) => {
  expect(results([sample(value)])).toMatchObject([expected])
})

test('grades are no verdicts, also where some of them are 0 or 1', () => {
  expect(results([sample(1), sample(0.8), sample(0)])).toMatchObject([{ passed: 0, failed: 0 }])
})

test('an error is neither passed nor failed, and its tokens are no answer', () => {
  const broken = sample('C', { error: { message: 'the provider gave up' } })
  expect(results([sample('C'), broken])).toMatchObject([
    { passed: 1, failed: 0, errors: 1, outputTokens: [7] },
  ])
})

test('what a prompt cache served is input, and the grader is not the model under test', () => {
  const usage = {
    [MODEL]: { input_tokens: 4, input_tokens_cache_read: 90, input_tokens_cache_write: 6, output_tokens: 7 },
    'openai/gpt-5': { input_tokens: 900, output_tokens: 90 },
  }
  expect(results([sample('C', { model_usage: usage })])).toMatchObject([
    { inputTokens: [100], outputTokens: [7] },
  ])
})

test('a log without samples says nothing, and says so', () => {
  expect(inspectAi.read(log([]))).toMatchObject({
    facts: [],
    diagnostics: [{ code: 'inspect-no-samples', severity: 'note' }],
  })
})

test('a log that was cut off is broken', () => {
  const { path, text } = log([sample('C')])
  expect(inspectAi.read({ path, text: text.slice(0, 150) })).toMatchObject({
    facts: [],
    diagnostics: [{ code: 'json-syntax', severity: 'error' }],
  })
})
