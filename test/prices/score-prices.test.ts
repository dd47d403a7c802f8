import { expect, test } from 'vitest'
import { openSheets } from '../../src/prices/sheets.ts'
import { explain } from '../../scripts/score-prices/explain.ts'

const sheets = await openSheets({ contract: null, fetched: null })
const charge = (
  model: string,
  usd: number,
  {
    date,
    request,
    ...usage
  }: { input: number; output: number; cached?: number; date?: string; request?: object },
) => {
  const [provider = '', ...id] = model.split('/')
  const day = { ...(date === undefined ? {} : { date }), ...(request === undefined ? {} : { request }) }
  return explain(
    { id: 'row', provider, model: id.join('/'), usage: { ...usage, cost_usd: usd }, ...day },
    sheets,
  )
}

test.for([
  ['openai/gpt-4o', 0.0035, { input: 1000, output: 100 }, 'within'],
  ['openai/gpt-4o', 0.00353, { input: 1000, output: 100 }, 'within'],
  ['openai/gpt-4o', 0.0036, { input: 1000, output: 100 }, 'off'],
  ['openai/gpt-4o', 0.0025, { input: 1000, output: 100, cached: 800 }, 'within'],
  ['google/gemini-2.5-pro', 0.75, { input: 300_000, output: 0 }, 'within'],
  ['openrouter/openai/gpt-oss-20b', 0.0007, { input: 1000, output: 1000 }, 'host'],
  ['openai/gpt-nobody-knows', 1, { input: 1, output: 1 }, 'unknown'],
] as const)('%s charged %d for %o: %s', ([model, usd, usage, kind]) => {
  expect(charge(model, usd, usage).kind).toBe(kind)
})

test('tokens written to the cache are found by what they cost more than input', () => {
  const usage = { input: 3000, output: 100 }
  expect(charge('anthropic/claude-haiku-4-5', (3000 + 500 + 2048 * 0.25) / 1e6, usage)).toEqual({
    kind: 'hidden',
    usd: expect.closeTo(0.0035, 9),
    words: '2048 tokens written to the cache',
  })
})

test('more tokens than were sent cannot have been written', () => {
  expect(
    charge('anthropic/claude-haiku-4-5', 0.0035 + (3001 * 0.25) / 1e6, { input: 3000, output: 100 }).kind,
  ).toBe('off')
})

test('a fee of the provider is named where the request asks for what it pays', () => {
  const request = {
    messages: [{ role: 'user', content: [{ type: 'file', file: { filename: 'offer.pdf' } }] }],
  }
  const [usd, usage] = [0.0035 + 0.004, { input: 1000, output: 100 }]
  expect(charge('openrouter/openai/gpt-4o', usd, { ...usage, request })).toMatchObject({
    kind: 'hidden',
    words: '2 × file parser, mistral-ocr engine at $2 / 1,000 pages',
  })
  expect(charge('openrouter/openai/gpt-4o', usd, usage).kind).toBe('off')
})

test('a dated recording is held against the price of its day, an undated one against all', () => {
  const usage = { input: 1000, output: 1000 }
  expect(charge('openai/o3', 0.05, { ...usage, date: '2025-06-09' }).kind).toBe('within')
  expect(charge('openai/o3', 0.05, { ...usage, date: '2025-06-10' }).kind).toBe('off')
  expect(charge('openai/o3', 0.05, usage).kind).toBe('within')
})
