import { describe, expect, test } from 'vitest'
import type { ModelQuery } from './book.ts'
import { loadBook } from './load.ts'

const priced = async (model: string, more: { date?: string } & Partial<ModelQuery> = {}) => {
  const { date = '2026-11-22', ...query } = more
  const { book } = await loadBook(date, null)
  return book.model({ model, deployment: 'on-demand', region: null, ...query })
}

/** `input/output/cache read/cache write`, tiers after `>threshold`. */
const inShort = async (...ask: Parameters<typeof priced>) => {
  const price = await priced(...ask)
  if (price.kind === 'missing') return price.reason
  const tiers = price.tiers.map(({ above, input, output, cacheRead, cacheWrite }) =>
    [above === 0 ? '' : `>${above} `, [input, output, cacheRead ?? '-', cacheWrite ?? '-'].join('/')].join(
      '',
    ),
  )
  return tiers.join(' ')
}

describe('list prices', () => {
  test.for([
    ['openai/gpt-4o', '2.5/10/1.25/-'],
    ['openai/gpt-4o-mini', '0.15/0.6/0.075/-'],
    ['openai/gpt-4.1', '2/8/0.5/-'],
    ['openai/gpt-5', '1.25/10/0.125/-'],
    ['openai/gpt-5-mini', '0.25/2/0.025/-'],
    ['openai/gpt-5-nano', '0.05/0.4/0.005/-'],
    ['openai/o3', '2/8/0.5/-'],
    ['openai/o4-mini', '1.1/4.4/0.275/-'],
    ['openai/text-embedding-3-small', '0.02/0/-/-'],
    ['anthropic/claude-haiku-4-5', '1/5/0.1/1.25'],
    ['anthropic/claude-opus-4-8', '5/25/0.5/6.25'],
    ['anthropic/claude-fable-5', '10/50/1/12.5'],
    ['google/gemini-2.5-flash', '0.3/2.5/0.03/-'],
    ['google/gemini-2.5-flash-lite', '0.1/0.4/0.01/-'],
    ['groq/llama-3.3-70b-versatile', '0.59/0.79/-/-'],
    ['bedrock/amazon.nova-pro-v1:0', '0.8/3.2/0.2/-'],
    ['cohere/command-a', '2.5/10/-/-'],
    ['xai/grok-4', '3/15/0.75/-'],
  ] as const)('%s costs %s', async ([model, prices]) => {
    expect(await inShort(model)).toBe(prices)
  })

  test('say where they are from, for whom and until what size', async () => {
    expect(await priced('gpt-4o')).toEqual({
      kind: 'found',
      id: 'openai/gpt-4o',
      tiers: [{ above: 0, input: 2.5, output: 10, cacheRead: 1.25, cacheWrite: null }],
      minimumPrefix: 1024,
      prefixStep: 128,
      contextWindow: 128_000,
      retires: null,
      source: 'genai-prices 0.1.8',
      asOf: '2026-09-23',
    })
  })
})

describe('long prompts cost more for the whole call', () => {
  test.for([
    ['openai/gpt-5.4', '2.5/15/0.25/- >271999 5/22.5/0.5/-'],
    ['google/gemini-2.5-pro', '1.25/10/0.125/- >200000 2.5/15/0.25/-'],
    ['anthropic/claude-haiku-5-5', '0.1/0.5/0.01/0.125 >100000 0.5/2.5/0.05/0.625'],
    ['openai/gpt-6.1-sol', '2/10/0.1/2.5 >272000 4/15/0.2/5'],
  ] as const)('%s: %s', async ([model, prices]) => {
    expect(await inShort(model)).toBe(prices)
  })
})

describe('the day decides', () => {
  test.for([
    ['openai/o3', '2025-06-09', '10/40/0.5/-'],
    ['openai/o3', '2025-06-10', '2/8/0.5/-'],
    ['anthropic/claude-sonnet-5-5', '2026-10-06', '2/10/0.2/2.5'],
    ['anthropic/claude-sonnet-5-5', '2026-10-07', '2/10/0.1/2.5'],
    ['google/gemini-3.6-flash', '2026-12-31', '0.75/3.75/0.075/-'],
    ['google/gemini-3.6-flash', '2027-01-01', '1.5/7.5/0.15/-'],
    ['mistral/mistral-large-latest', '2025-12-01', '2/6/-/-'],
    ['mistral/mistral-large-latest', '2025-12-02', '0.5/1.5/0.05/-'],
    ['deepseek/deepseek-v4-pro', '2026-08-16', '0.435/0.87/0.003625/-'],
  ] as const)('%s on %s: %s', async ([model, date, prices]) => {
    expect(await inShort(model, { date })).toBe(prices)
  })

  test('before its release a model has no price', async () => {
    expect(await inShort('anthropic/claude-haiku-5-5', { date: '2026-10-06' })).toBe(
      'anthropic/claude-haiku-5-5 has no price before 2026-10-07, and 2026-10-06 is priced',
    )
  })

  test('a rise that was announced and cancelled never comes', async () => {
    expect(await inShort('anthropic/claude-sonnet-5', { date: '2027-06-01' })).toBe('2/10/0.2/2.5')
  })

  test('the hour does not: the dearest hour of the day is taken', async () => {
    expect(await inShort('deepseek/deepseek-v4-pro')).toBe('1.32/3.96/0.044/-')
    expect(await inShort('deepseek/deepseek-chat')).toBe('0.27/1.1/0.07/-')
  })
})

describe('names', () => {
  test.for([
    ['gpt-4o-2024-08-06', 'openai/gpt-4o'],
    ['openai::gpt-4o', 'openai/gpt-4o'],
    ['openai/gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13'],
    ['azure/gpt-4o', 'azure/gpt-4o'],
    ['claude-sonnet-4-5-20250929', 'anthropic/claude-sonnet-4-5'],
    ['anthropic/claude-3-5-haiku-20241022', 'anthropic/claude-3-5-haiku-latest'],
    ['vertex_ai/claude-sonnet-4-5@20250929', 'google/claude-sonnet-4-5'],
    ['gemini/gemini-2.5-flash', 'google/gemini-2.5-flash'],
    ['googleai/gemini-2.0-flash-001', 'google/gemini-2.0-flash'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ['bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0', 'bedrock/anthropic.claude-opus-4-5-v1:0'],
    ['openrouter/anthropic/claude-haiku-4.5', 'openrouter/anthropic/claude-haiku-4.5'],
    ['openrouter/anthropic/claude-haiku-4-5', 'openrouter/anthropic/claude-haiku-4.5'],
    ['groq/openai/gpt-oss-20b', 'groq/openai/gpt-oss-20b'],
    ['llama-3.3-70b-versatile', 'groq/llama-3.3-70b-versatile'],
  ] as const)('%s is %s', async ([written, id]) => {
    expect(await priced(written)).toMatchObject({ kind: 'found', id })
  })

  test('a regional profile of Bedrock costs 10 % more than the global one', async () => {
    expect(await inShort('bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBe('3/15/0.3/3.75')
    expect(await inShort('bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBe('3.3/16.5/0.33/4.125')
  })
})

describe('what is not listed by its exact name has no price', () => {
  test.for([
    ['claude-sonnet-5-6', 'a next version that starts like a known one'],
    ['gpt-4o-mini-turbo', 'a known name with a tail'],
    ['bedrock/amazon.titan-embed-text-v2:0', 'the second version of a model with a price'],
    ['openai/claude-3-5-sonnet', 'a model of another provider'],
    ['openrouter/claude-haiku', 'a family'],
    ['openrouter/anthropic/claude-3-5-sonnet-20241022', 'a version that its router sold at another price'],
    ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'weights that many hosts sell'],
    ['gpt-oss-120b', 'a name that two hosts sell at two prices'],
    ['openai/whisper-1', 'a model that is not paid by the token'],
    ['constructor', 'a name that JavaScript objects know'],
    ['', 'no name'],
  ] as const)('%s: %s', async ([model]) => {
    expect(await priced(model)).toMatchObject({ kind: 'missing' })
  })

  test('a name of a megabyte neither', async () => {
    for (const model of ['x'.repeat(1e6), '-20260101'.repeat(1e5), 'a.'.repeat(5e5)])
      expect(await priced(model)).toMatchObject({ kind: 'missing', suggestions: [] })
  })

  test('people are told what they may have meant', async () => {
    expect(await priced('openai/gpt5.4')).toMatchInlineSnapshot(`
      {
        "kind": "missing",
        "reason": "no price for openai/gpt5.4 in the price book of 2026-10-07",
        "suggestions": [
          "openai/gpt-5.4",
        ],
      }
    `)
  })
})

describe('what is billed besides text', () => {
  test.for([
    ['perplexity/sonar', 'perplexity/sonar is also billed for requests, which is not estimated'],
    [
      'perplexity/sonar-deep-research',
      'perplexity/sonar-deep-research is also billed for reasoning and citations, which is not estimated',
    ],
    ['openai/gpt-audio', 'openai/gpt-audio is also billed for audio output, which is not estimated'],
  ] as const)('%s has no price of text alone', async ([model, reason]) => {
    expect(await inShort(model)).toBe(reason)
  })

  test('what a text call never pays for does not matter: audio input, searches', async () => {
    expect(await inShort('google/gemini-2.5-flash')).toBe('0.3/2.5/0.03/-')
  })
})

test('a router that chooses among hosts says that the price may be another', async () => {
  expect(await priced('openrouter/openai/gpt-oss-20b')).toMatchObject({
    source: 'genai-prices 0.1.8, the host that answers may charge another price',
  })
  expect(await priced('openrouter/openai/gpt-4o')).toMatchObject({ source: 'genai-prices 0.1.8' })
})

describe('how it is bought', () => {
  test('a batch costs half where the provider says so', async () => {
    expect(await inShort('openai/gpt-4o', { deployment: 'batch' })).toBe('1.25/5/0.625/-')
    expect(await inShort('google/gemini-2.5-flash', { deployment: 'batch' })).toBe('0.15/1.25/0.03/-')
    expect(await priced('openai/gpt-4o', { deployment: 'batch' })).toMatchObject({
      source: 'genai-prices 0.1.8, × 0.5 in a batch',
    })
  })

  test.for([
    [
      'cohere/command-a',
      'batch',
      'no batch discount is known for cohere, so cohere/command-a has no batch price',
    ],
    [
      'azure/gpt-4o',
      'provisioned',
      'azure/gpt-4o on provisioned throughput is paid by the hour: its capacity has the price',
    ],
    [
      'openai/gpt-4o',
      'self-hosted',
      'openai/gpt-4o on own machines is paid by the hour: its capacity has the price',
    ],
  ] as const)('%s, %s: %s', async ([model, deployment, reason]) => {
    expect(await inShort(model, { deployment })).toBe(reason)
  })

  test.for([
    ['openai/gpt-5.4-mini', 'eu', '0.825/4.95/0.0825/-'],
    ['openai/gpt-4o', 'eu', '2.5/10/1.25/-'],
    ['anthropic/claude-opus-5', 'us', '5.5/27.5/0.55/6.875'],
    ['anthropic/claude-opus-5', 'global', '5/25/0.5/6.25'],
    ['vertex_ai/claude-opus-5', 'europe-west1', '5.5/27.5/0.55/6.875'],
    ['vertex_ai/gemini-2.5-flash', 'europe-west1', '0.3/2.5/0.03/-'],
  ] as const)('%s in %s: %s', async ([model, region, prices]) => {
    expect(await inShort(model, { region })).toBe(prices)
  })

  test.for([
    ['openai/gpt-5', 1024],
    ['anthropic/claude-haiku-4-5', 4096],
    ['anthropic/claude-3-haiku-20240307', 2048],
    ['anthropic/claude-opus-5-5', 512],
    ['vertex_ai/claude-opus-5', 512],
    ['openrouter/anthropic/claude-haiku-4.5', 4096],
    ['google/gemini-2.5-pro', 2048],
    ['google/gemini-3.1-pro-preview', 4096],
    ['bedrock/amazon.nova-pro-v1:0', 1000],
    ['deepseek/deepseek-chat', 64],
  ] as const)('%s caches prefixes from %d tokens', async ([model, minimumPrefix]) => {
    expect(await priced(model)).toMatchObject({ minimumPrefix })
  })
})
