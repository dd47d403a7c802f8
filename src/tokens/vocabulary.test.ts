import { expect, test } from 'vitest'
import { loadEncoder } from './encodings.ts'
import { familyOf } from './families.ts'
import { vocabularyOf } from './vocabulary.ts'

test.for([
  ['openai/gpt-4o', 'openai-chat'],
  ['azure/prod-gpt-4o-mini', 'openai-chat'],
  ['chatgpt-4o-latest', 'openai-chat'],
  ['gpt-4.1-nano', 'openai-chat'],
  ['openai/o1', 'openai-reasoning'],
  ['o4-mini-2025-04-16', 'openai-reasoning'],
  ['openrouter/openai/o3-mini:free', 'openai-reasoning'],
  ['openai/gpt-5.4-mini', 'openai-reasoning'],
  ['openai/gpt-6-sol', 'openai-reasoning'],
  ['openai/gpt-4-turbo', 'openai-cl100k'],
  ['gpt-4-0613', 'openai-cl100k'],
  ['azure/gpt-35-turbo', 'openai-cl100k'],
  ['ft:gpt-3.5-turbo-0125:acme::8x', 'openai-cl100k'],
  ['openai/text-embedding-3-small', 'openai-embedding'],
  ['text-embedding-ada-002', 'openai-embedding'],
  ['groq/openai/gpt-oss-120b', 'gpt-oss'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-4-5'],
  ['vertex_ai/claude-opus-4@20250514', 'claude-4'],
  ['anthropic/claude-opus-4-20250514', 'claude-4'],
  ['openrouter/anthropic/claude-3.7-sonnet:thinking', 'claude-4'],
  ['anthropic/claude-opus-4-7', 'claude-5'],
  ['openrouter/anthropic/claude-opus-4.8', 'claude-5'],
  ['claude-haiku-5-5', 'claude-5'],
  ['anthropic/claude-fable-5', 'claude-5'],
  ['anthropic.claude-v2:1', 'claude-2'],
  ['claude-sonnet-latest', 'claude'],
  ['opus', 'claude'],
  ['vertex_ai/gemini-2.5-pro', 'gemini'],
  ['groq/llama-3.3-70b-versatile', 'llama-3-1'],
  ['groq/llama3-8b-8192', 'llama-3'],
  ['fireworks/accounts/fireworks/models/llama-v3p1-70b-instruct', 'llama-3-1'],
  ['groq/deepseek-r1-distill-llama-70b', 'llama-3'],
  ['meta-llama/Llama-4-Scout-17B-16E-Instruct', 'llama-4'],
  ['deepseek/deepseek-chat', 'deepseek'],
  ['qwen.qwen3-32b-v1:0', 'qwen'],
  ['mistral/mistral-large-latest', 'mistral'],
  ['groq/mixtral-8x7b-32768', 'mistral-1'],
  ['cohere/command-a-03-2025', 'cohere-a'],
  ['command-r-plus', 'cohere'],
  ['us.amazon.nova-pro-v1:0', 'nova'],
  ['us.amazon.nova-2-lite-v1:0', 'nova-2'],
  ['gemini-2.0-flash', 'gemini-2'],
  ['gemini-3-flash-preview', 'gemini-3'],
  ['deepseek-v4-flash', 'deepseek-4'],
  ['openai/gpt-7', 'unknown'],
  ['openai/gpt-50', 'unknown'],
  ['acme/o3x', 'unknown'],
  ['xai/grok-4', 'unknown'],
  ['meta/llama-2-70b-chat', 'unknown'],
  ['', 'unknown'],
] as const)('%s is of the family %s', ([model, family]) => {
  expect(familyOf(model)).toBe(family)
})

test('OpenAI counts with an encoding that we have', () => {
  expect(vocabularyOf('openai/gpt-5-mini')).toMatchObject({ encoding: 'o200k_base', exact: true })
  expect(vocabularyOf('openai/gpt-4')).toMatchObject({ encoding: 'cl100k_base', exact: true })
  expect(vocabularyOf('openai/gpt-4').band).toEqual({ low: 1, expected: 1, high: 1 })
})

test('newer Claude models take more tokens for the same text', async () => {
  const text = 'Answer the customer in two sentences, and name the order.'
  const [old, recent] = await Promise.all(
    ['claude-sonnet-4-5', 'claude-opus-4-7'].map(async model => {
      const encoder = await loadEncoder(vocabularyOf(model).encoding)
      return encoder.count(text)
    }),
  )
  expect(recent).toBeGreaterThan((old ?? Infinity) * 1.1)
})

test('an alias without a version may be of either vocabulary', () => {
  expect(vocabularyOf('sonnet').band.high).toBeGreaterThan(vocabularyOf('claude-sonnet-4-5').band.high)
})

test('an unknown model gets a wide band and is never exact', () => {
  const { exact, band } = vocabularyOf('acme/house-model')
  expect(exact).toBe(false)
  expect(band).toEqual({ low: 0.8, expected: 1, high: 1.4 })
})

test.for([
  'openai/gpt-4o',
  'claude-2.1',
  'claude-4-opus',
  'claude-opus-5',
  'sonnet',
  'gemini-2.5-flash',
  'mistral-small',
  'nova-lite',
  'grok',
])('the bands of %s are in order and say where they are from', model => {
  const { band, source } = vocabularyOf(model)
  expect(band.low).toBeLessThanOrEqual(band.expected)
  expect(band.expected).toBeLessThanOrEqual(band.high)
  expect(source).not.toBe('')
})

test('a hostile id is judged by its beginning', () => {
  expect(familyOf(`${'gpt-'.repeat(500_000)}4o`)).toBe('unknown')
})
