import { describe, expect, test } from 'vitest'
import { countRequest } from './count-request.ts'
import { loadEncoder } from './encodings.ts'
import { vocabularyOf } from './vocabulary.ts'

async function count(provider: string, api: string, request: Record<string, unknown> & { model: string }) {
  const encoder = await loadEncoder(vocabularyOf(request.model).encoding)
  return countRequest({ provider, api, model: request.model, request }, encoder.count)
}

const chat = (model: string, ...texts: readonly string[]) => ({
  model,
  messages: texts.map(content => ({ role: 'user', content })),
})

/** One question, with what its provider bills for it. */
test.for([
  ['openai', 'openai-chat', chat('gpt-4o', 'What is the capital of Mexico?'), 14],
  ['openai', 'openai-chat', chat('gpt-4', 'Tell me a joke about OpenTelemetry'), 15],
  ['openai', 'openai-responses', { model: 'gpt-5-nano', input: "Count r's in strawberry" }, 11],
  ['openai', 'openai-completions', { model: 'davinci-002', prompt: 'Tell me a joke about OpenTelemetry' }, 8],
  [
    'openai',
    'embeddings',
    { model: 'text-embedding-3-small', input: 'Tell me a joke about OpenTelemetry' },
    8,
  ],
  ['anthropic', 'anthropic-messages', chat('claude-sonnet-4-5', 'What is 4200 + 42?'), 17],
  [
    'google',
    'google-generate-content',
    { model: 'gemini-2.5-flash', contents: [{ role: 'user', parts: [{ text: 'What is 4200 + 42?' }] }] },
    13,
  ],
  [
    'bedrock',
    'bedrock-converse',
    {
      model: 'us.amazon.nova-micro-v1:0',
      messages: [{ role: 'user', content: [{ text: 'What is the capital of France?' }] }],
    },
    7,
  ],
  ['together', 'openai-chat', chat('meta-llama/Llama-3.3-70B-Instruct-Turbo', 'What is 4200 + 42?'), 44],
  ['groq', 'openai-chat', chat('openai/gpt-oss-120b', 'What is the largest city in Mexico?'), 79],
  ['mistral', 'openai-chat', chat('mistral-large-latest', 'hello'), 4],
] as const)('%s %s comes within three tokens of the bill', async ([provider, api, request, billed]) => {
  const counted = await count(provider, api, request)
  expect(Math.abs((counted?.tokens ?? Infinity) - billed)).toBeLessThanOrEqual(3)
})

test('the parts of a count say where the tokens are', async () => {
  const weather = {
    name: 'get_weather',
    description: 'Weather of a city',
    parameters: { properties: { city: { type: 'string' } } },
  }
  const request = {
    ...chat('gpt-4o', 'Is it raining in Paris?'),
    tools: [{ type: 'function', function: weather }],
  }
  const counted = await count('openai', 'openai-chat', request)
  expect(counted?.breakdown.map(({ what, tokens }) => `${what} ${tokens}`)).toEqual([
    'user text 6',
    'messages 4',
    'reply 3',
    'tools 36',
  ])
})

describe('bands', () => {
  test('public vocabulary and documented framing: exact', async () => {
    expect(await count('openai', 'openai-chat', chat('gpt-4o', 'hello'))).toMatchObject({
      tokens: 8,
      low: 8,
      high: 8,
      exact: true,
    })
  })

  test('a closed vocabulary has a band that holds the count', async () => {
    const counted = await count(
      'anthropic',
      'anthropic-messages',
      chat('claude-opus-4-8', 'Summarize the ticket.'),
    )
    expect(counted?.exact).toBe(false)
    expect(counted?.low).toBeLessThan(counted?.tokens ?? 0)
    expect(counted?.high).toBeGreaterThan(counted?.tokens ?? Infinity)
  })

  test('what a server adds by itself widens the band upward', async () => {
    const plain = await count('openai', 'openai-responses', { model: 'gpt-4o', input: 'News?' })
    const search = await count('openai', 'openai-responses', {
      model: 'gpt-4o',
      input: 'News?',
      tools: [{ type: 'web_search' }],
    })
    expect(search?.exact).toBe(false)
    expect(search?.high).toBeGreaterThan((plain?.high ?? 0) + 1000)
  })
})

test.for([['an unknown API', 'telegraph', { model: 'gpt-4o' }]] as const)(
  '%s is not counted',
  async ([, api, request]) => {
    expect(await count('openai', api, request)).toBeNull()
  },
)

test.for([
  ['nothing', {}],
  ['numbers for messages', { messages: 7, tools: 'none', system: 3 }],
  ['nulls everywhere', { messages: [null, { role: null, content: null, tool_calls: null }], tools: [null] }],
  ['lists in lists', { messages: [[[]]], contents: [[]], input: [[]] }],
  [
    'deep schemas',
    { tools: [{ name: 'deep', input_schema: deep(500), function: { name: 'deep', parameters: deep(500) } }] },
  ],
] as const)('%s neither crashes nor counts below zero', async ([, request]) => {
  for (const api of [
    'openai-chat',
    'openai-responses',
    'anthropic-messages',
    'google-generate-content',
    'bedrock-converse',
    'bedrock-invoke',
    'cohere-chat',
    'embeddings',
  ])
    for (const model of ['gpt-4o', 'claude-sonnet-4-5', 'gemini-3-flash'])
      expect((await count('test', api, { model, ...request }))?.tokens).toBeGreaterThanOrEqual(0)
})

function deep(levels: number): Record<string, unknown> {
  let schema: Record<string, unknown> = { type: 'string' }
  for (let level = 0; level < levels; level++) schema = { type: 'object', properties: { inner: schema } }
  return schema
}
