import { describe, expect, test } from 'vitest'
import { tallyTests } from '../../model/eval.ts'
import { testsOf } from './promptfoo-tests.ts'

const ANSWER = { output: 'cards', tokenUsage: { prompt: 40, completion: 7, total: 47 } }

/** A row about a ticket, as promptfoo writes it. */
const row = (ticket: string, changes: object = {}) => ({
  testCase: { vars: { ticket }, assert: [{ type: 'equals', value: 'cards' }] },
  provider: { id: 'openai:gpt-5-mini' },
  response: ANSWER,
  success: true,
  failureReason: 0,
  ...changes,
})

const named = (id: string, changes: object = {}, metadata: object = {}) =>
  row('lost card', {
    testCase: { metadata: { testCaseId: id, ...metadata }, vars: { ticket: 'lost card' } },
    ...changes,
  })

const FAILED = { success: false, failureReason: 1, error: 'Expected output to equal "cards"' }
const BROKEN = { success: false, failureReason: 2, response: { error: 'API error: 500' } }

const ids = (rows: readonly unknown[], repeat: number | null = null) =>
  testsOf(rows, repeat).map(({ id, attempts }) => `${id} ×${attempts}`)

describe('what makes a test the same in another run', () => {
  test('the id that its author gave it', () => {
    expect(ids([named('t01'), named('t02')])).toEqual(['t01 ×1', 't02 ×1'])
  })
  test('else what it asks and expects, in whatever order the keys are written', () => {
    const vars = { ticket: 'lost card', tone: 'calm' }
    const turned = { tone: 'calm', ticket: 'lost card' }
    const [one] = testsOf([row('', { testCase: { vars } })], null)
    const [other] = testsOf([row('', { testCase: { vars: turned }, promptIdx: 3, testIdx: 9 })], null)
    expect(one?.id).toMatch(/^[0-9a-f]{12}$/)
    expect(other?.id).toBe(one?.id)
  })
  test('another expectation is another test', () => {
    const [one, other] = testsOf([row('lost card'), row('lost card', { testCase: { vars: {} } })], 1)
    expect(one?.id).not.toBe(other?.id)
  })
  test('the second of the same is told apart', () => {
    expect(ids([named('t01'), named('t01'), named('t02')])).toEqual(['t01 ×1', 't01#2 ×1', 't02 ×1'])
  })
  test('a row that says nothing about its test is known by its position', () => {
    expect(ids([{ success: true }, { success: true, testIdx: 7 }])).toEqual(['test 1 ×1', 'test 8 ×1'])
  })
  test('values nested a hundred thousand deep are cut', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(ids([row('', { testCase: { vars: { deep } } })])).toHaveLength(1)
  })
})

describe('repeats are attempts of one test', () => {
  const three = [named('t01'), named('t01', FAILED), named('t01')]
  test('as many as the run repeats', () => {
    expect(testsOf([...three, ...three], 3)).toMatchObject([
      { id: 't01', attempts: 3, passes: 2 },
      { id: 't01#2', attempts: 3, passes: 2 },
    ])
  })
  test('where the file does not say how many: as many as there are of every test', () => {
    const others = ['t02', 't03'].flatMap(id => [named(id), named(id), named(id)])
    expect(ids([...three, ...others])).toEqual(['t01 ×3', 't02 ×3', 't03 ×3'])
  })
  test.for([
    ['two of three', [{}, FAILED, {}], { passed: 1, failed: 0, errors: 0 }],
    ['one of two is no majority', [{}, FAILED], { passed: 0, failed: 1, errors: 0 }],
    ['an error beside two answers', [{}, BROKEN, {}], { passed: 1, failed: 0, errors: 0 }],
    ['more errors than answers', [{}, BROKEN, BROKEN], { passed: 0, failed: 0, errors: 1 }],
  ] as const)('%s', ([, attempts, expected]) => {
    const rows = attempts.map(changes => named('t01', changes))
    expect(tallyTests(testsOf(rows, attempts.length))).toEqual(expected)
  })
})

const usageOf = (tokenUsage: object, provider = 'openai:gpt-5-mini') =>
  testsOf([row('lost card', { provider: { id: provider }, response: { output: 'x', tokenUsage } })], 1)[0]
    ?.usage

describe('tokens', () => {
  const none = { requests: 1, input: 100, cacheRead: 0, cacheWrite: 0, output: 20, reasoning: 0 }
  const cache = { cacheReadInputTokens: 60, cacheCreationInputTokens: 10 }
  test.for([
    ['plain', { prompt: 100, completion: 20 }, 'openai:gpt-5-mini', none],
    [
      'cached tokens inside the input',
      { prompt: 100, completion: 20, completionDetails: cache },
      'openai:gpt-5-mini',
      { ...none, cacheRead: 60, cacheWrite: 10 },
    ],
    [
      'Anthropic counts them on top',
      { prompt: 30, completion: 20, completionDetails: cache },
      'anthropic:messages:claude-sonnet-4-5',
      { ...none, cacheRead: 60, cacheWrite: 10 },
    ],
    [
      'reasoning inside the output',
      { prompt: 100, completion: 20, total: 120, completionDetails: { reasoning: 15 } },
      'openai:gpt-5-mini',
      { ...none, reasoning: 15 },
    ],
    [
      'reasoning on top, as the total tells',
      { prompt: 100, completion: 5, total: 120, completionDetails: { reasoning: 15 } },
      'google:gemini-2.5-pro',
      { ...none, reasoning: 15 },
    ],
    ['none reported', { total: 47 }, 'openai:gpt-5-mini', null],
    ['odd numbers', { prompt: -3, completion: 0.5 }, 'openai:gpt-5-mini', null],
  ] as const)('%s', ([, tokens, provider, expected]) => {
    expect(usageOf(tokens, provider)).toEqual(expected)
  })

  test('an answer of promptfoo’s cache counts for quality; its time and tokens were spent in another run', () => {
    const cached = { response: { ...ANSWER, cached: true }, latencyMs: 3 }
    expect(testsOf([named('t01', cached), named('t01', { latencyMs: 900 })], 2)).toMatchObject([
      { attempts: 2, passes: 2, latencyMs: 900, usage: { requests: 1, input: 40, output: 7 } },
    ])
    expect(testsOf([named('t01', cached)], 1)).toMatchObject([{ passes: 1, latencyMs: null, usage: null }])
  })
})

test('critical tests, scores and latency; an error has neither', () => {
  const rows = [
    named('t01', { score: 0.5, namedScores: { tone: 0.2 }, latencyMs: 300 }, { critical: true }),
    named('t01', { score: 1, namedScores: { tone: 0.4, ['__proto__']: 1 }, latencyMs: 500 }),
    named('t01', { ...BROKEN, score: 0, latencyMs: 4 }),
  ]
  const [first] = testsOf(rows, 3)
  expect(first).toMatchObject({ critical: true, errors: 1, score: 0.75, latencyMs: 400 })
  expect(first?.scores['tone']).toBeCloseTo(0.3, 12)
})
