import { describe, expect, test } from 'vitest'
import { evalEvidence } from './eval-evidence.ts'

const TEST = {
  id: 'lost-card',
  attempts: 3,
  passes: 2,
  errors: 0,
  critical: true,
  score: 0.8,
  latency_ms: 120,
  scores: { tone: 1 },
  usage: { requests: 3, input: 1200, cache_read: 400, cache_write: 0, output: 90, reasoning: 30 },
}

const evidence = (changes: object = {}, tests: readonly unknown[] = [TEST]) =>
  JSON.stringify({
    schema: 'unitcost.eval/v1',
    tool: 'promptfoo',
    ran_at: '2026-11-20T09:30:00Z',
    commit: null,
    suite: null,
    results: [
      {
        provider: 'openai:gpt-5-mini',
        model: null,
        prompt: 'prompts/triage.txt',
        prompt_sha256: null,
        passed: 1,
        failed: 0,
        errors: 0,
        tests,
        left_out: 0,
      },
    ],
    ...changes,
  })

const read = (text: string) => evalEvidence.read({ path: '.unitcost/evals/triage.json', text })

test('a test is what it was in the run, and each attempt counts with the mean of its sizes', () => {
  expect(read(evidence()).facts).toMatchObject([
    {
      kind: 'eval',
      tool: 'promptfoo',
      ranAt: '2026-11-20T09:30:00Z',
      results: [
        {
          provider: 'openai:gpt-5-mini',
          prompt: 'prompts/triage.txt',
          passed: 1,
          tests: [{ id: 'lost-card', attempts: 3, passes: 2, latencyMs: 120, usage: { cacheRead: 400 } }],
          outputTokens: [30, 30, 30],
          inputTokens: [400, 400, 400],
        },
      ],
    },
  ])
})

test('a forged number of requests does not fill memory', () => {
  const usage = { ...TEST.usage, requests: 1e9 }
  const [fact] = read(evidence({}, [{ ...TEST, usage }])).facts
  expect(fact).toMatchObject({ results: [{ outputTokens: { length: 20 } }] })
})

describe('evidence with a mistake is not used, and the reason is said', () => {
  test.for([
    ['no JSON', '{"schema": "unitcost.eval/v1"', 'it is not valid JSON'],
    [
      'another version',
      evidence({ schema: 'unitcost.eval/v2' }),
      '/schema is not what the schema asks for (const)',
    ],
    [
      'a forged commit',
      evidence({ commit: 'HEAD; rm -rf' }),
      '/commit is not what the schema asks for (pattern)',
    ],
    ['half a commit', evidence({ commit: 'abc1234' }), '/commit is not what the schema asks for (pattern)'],
    ['a dollar', evidence({ usd: 1 }), 'the whole is not what the schema asks for (additionalProperties)'],
    ['a test twice', evidence({}, [TEST, TEST]), 'the test lost-card of prompts/triage.txt is there twice'],
    [
      'more passes than attempts',
      evidence({}, [{ ...TEST, passes: 4 }]),
      'the test lost-card of prompts/triage.txt passed more often than it was asked',
    ],
    [
      'more tests than it counts',
      evidence({}, [TEST, { ...TEST, id: 'second' }]),
      'prompts/triage.txt has more tests than it counts',
    ],
    [
      'a huge id',
      evidence({}, [{ ...TEST, id: 'x'.repeat(301) }]),
      '/results/0/tests/0/id is not what the schema asks for (maxLength)',
    ],
  ] as const)('%s', ([, text, reason]) => {
    expect(read(text).diagnostics.map(({ message }) => message)).toEqual([
      `this evidence of evals is not used: ${reason}`,
    ])
  })
})
