import { expect, test } from 'vitest'
import { draw, lengthWords, parseLength } from './length.ts'
import { randomText } from './prompt.ts'
import { randomOf } from './random.ts'
import { requestBody, withoutRefused, type Dialect } from './request-body.ts'

const DIALECT: Dialect = { api: 'chat', model: 'm', ignoreEos: true, usage: true, limit: 'max_tokens' }
const ASKED = { prompt: 'river stone', outputTokens: 32 }

test('a request of either API', () => {
  expect(requestBody(ASKED, DIALECT)).toMatchInlineSnapshot(
    `"{"model":"m","messages":[{"role":"user","content":"river stone"}],"max_tokens":32,"stream":true,"stream_options":{"include_usage":true},"ignore_eos":true}"`,
  )
  const plain: Dialect = { ...DIALECT, api: 'completions', ignoreEos: false, usage: false }
  expect(requestBody(ASKED, plain)).toMatchInlineSnapshot(
    `"{"model":"m","prompt":"river stone","max_tokens":32,"stream":true}"`,
  )
})

test.for([
  ['400: Unrecognized request argument supplied: ignore_eos', { ignoreEos: false }],
  ['400: Unsupported parameter: max_tokens. Use max_completion_tokens', { limit: 'max_completion_tokens' }],
  ['422: extra fields not permitted', { ignoreEos: false }],
] as const)('what a server refuses is left out: %s', ([refusal, change]) => {
  expect(withoutRefused(DIALECT, refusal)).toEqual({ ...DIALECT, ...change })
})

test('a refusal that is about something else, or about nothing that is left, stays one', () => {
  expect(withoutRefused(DIALECT, '400: the prompt is too long')).toBeNull()
  expect(withoutRefused({ ...DIALECT, ignoreEos: false, usage: false }, 'extra fields')).toBeNull()
})

test.for(['512', '512±64', '256..768'])('lengths: %s', text => {
  const length = parseLength(text)
  expect(length && lengthWords(length)).toBe(text)
})

test.for(['', '0', '-5', '1.5', '768..256', '5±', '99999999', 'many'])('no lengths: `%s`', text => {
  expect(parseLength(text)).toBeNull()
})

test('drawn lengths have their mean, and are never below one token', () => {
  const drawn = (text: string) => {
    const length = parseLength(text)
    const random = randomOf(5)
    return length === null ? [] : Array.from({ length: 5000 }, () => draw(length, random))
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(drawn('512+-64')) / 512).toBeCloseTo(1, 2)
  expect(mean(drawn('100..300')) / 200).toBeCloseTo(1, 2)
  expect([Math.min(...drawn('1..3')), Math.max(...drawn('1..3'))]).toEqual([1, 3])
  expect(Math.min(...drawn('2±50'))).toBe(1)
})

test('no two prompts begin alike', () => {
  const random = randomOf(1)
  const starts = Array.from({ length: 1000 }, () => randomText(16, random))
  expect(new Set(starts).size).toBe(1000)
  expect(starts[0]?.split(' ').length).toBe(16)
})
