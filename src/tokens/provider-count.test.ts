import { expect, test } from 'vitest'
import { providerCall } from './provider-count.ts'

const ENV = { ANTHROPIC_API_KEY: 'a', GEMINI_API_KEY: 'g', OPENAI_API_KEY: 'o' }

test.for([
  [
    {
      provider: 'google',
      api: 'google-generate-content',
      model: 'gemini-2.5-flash',
      request: { contents: [] },
    },
    'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens',
    { generateContentRequest: { contents: [], model: 'models/gemini-2.5-flash' } },
  ],
  [
    { provider: 'openai', api: 'openai-responses', model: 'gpt-5', request: { input: 'Hi', store: false } },
    'https://api.openai.com/v1/responses/input_tokens',
    { input: 'Hi', model: 'gpt-5' },
  ],
] as const)('$0.provider counts for itself', ([request, url, body]) => {
  const call = providerCall(request, ENV)
  expect([call?.url, JSON.parse(call?.body ?? '')]).toEqual([url, body])
})

test.for([
  ['no key', { provider: 'google', api: 'google-generate-content' }, {}],
  [
    'a key of another provider',
    { provider: 'google', api: 'google-generate-content' },
    { OPENAI_API_KEY: 'o' },
  ],
  ['a reseller', { provider: 'openrouter', api: 'anthropic-messages' }, ENV],
  ['an API without a counter', { provider: 'mistral', api: 'openai-chat' }, ENV],
] as const)('%s: nobody is asked', ([, where, env]) => {
  expect(providerCall({ ...where, model: 'any', request: {} }, env)).toBeNull()
})

test.for([[{}], [{ input_tokens: '7' }], [{ input_tokens: -1 }], [null], ['7']])(
  '%j holds no count',
  ([answer]) => {
    const request = { provider: 'anthropic', api: 'anthropic-messages', model: 'claude-opus-5', request: {} }
    expect(providerCall(request, ENV)?.read(answer)).toBeNull()
  },
)
