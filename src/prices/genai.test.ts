import { describe, expect, test } from 'vitest'
import { genaiRows } from './genai.ts'

const cited = { as_of: '2026-11-20', source: 'a list' }
const rows = (...models: readonly object[]) => genaiRows([{ id: 'openai', models }], cited)
const model = (prices: unknown, more: object = {}) => ({
  id: 'gpt-test',
  match: { equals: 'gpt-test' },
  prices,
  ...more,
})
const cheap = { input_mtok: 1, output_mtok: 2 }

test('a model becomes a row with its exact names, date and source', () => {
  const match = { or: [{ equals: 'gpt-test' }, { equals: 'gpt-test-2026' }, { equals: 'gpt-test-2026' }] }
  expect(rows(model(cheap, { match, context_window: 1000, deprecated: true }))).toEqual([
    {
      provider: 'openai',
      id: 'gpt-test',
      aliases: ['gpt-test-2026'],
      context: 1000,
      deprecated: true,
      ...cited,
      prices: [{ effective_from: null, above: 0, input: 1, output: 2, cache_read: null, cache_write: null }],
    },
  ])
})

test.for([
  [{ starts_with: 'gpt-test' }, 'a prefix would price the next model, too'],
  [{ or: [{ contains: 'test' }, { regex: '^gpt' }, { ends_with: '-test' }] }, 'patterns as well'],
  [{ and: [{ equals: 'gpt-other' }] }, 'a condition is no name'],
  [{ or: [{ or: [{ or: [{ or: [{ or: [{ equals: 'deep' }] }] }] }] }] }, 'nobody nests names this deep'],
  [null, 'no clause'],
])('%o names nothing exactly: %s', ([match]) => {
  expect(rows(model(cheap, { match }))).toMatchObject([{ aliases: [] }])
})

describe('prices', () => {
  const prices = (given: unknown) => rows(model(given))[0]?.prices

  test('of several days are all kept, scheduled ones too', () => {
    const given = [
      { prices: cheap },
      { constraint: { start_date: '2027-01-01' }, prices: { ...cheap, input_mtok: 3 } },
    ]
    expect(prices(given)).toMatchObject([
      { effective_from: null, input: 1 },
      { effective_from: '2027-01-01', input: 3 },
    ])
  })

  test('by the hour of the day are those of the dearest hour, whatever the order', () => {
    const night = {
      constraint: { start_time: '16:30:00Z', end_time: '00:30:00Z' },
      prices: { ...cheap, input_mtok: 0.5 },
    }
    const day = {
      constraint: { start_time: '00:30:00Z', end_time: '16:30:00Z' },
      prices: { ...cheap, input_mtok: 4 },
    }
    const start = { constraint: { start_date: '2026-02-01' }, prices: cheap }
    expect(prices([start, night, day])).toMatchObject([{ effective_from: '2026-02-01', input: 4 }])
    expect(prices([start, day, night])).toMatchObject([{ effective_from: '2026-02-01', input: 4 }])
  })

  test('by length become tiers that hold for the whole call', () => {
    const given = {
      input_mtok: { base: 1, tiers: [{ start: 200_000, price: 2 }] },
      output_mtok: 5,
      cache_read_mtok: 0.1,
    }
    expect(prices(given)).toMatchObject([
      { above: 0, input: 1, output: 5, cache_read: 0.1 },
      { above: 200_000, input: 2, output: 5, cache_read: 0.1 },
    ])
  })

  test('of further meters are kept by name', () => {
    expect(
      prices({ ...cheap, cache_write_1h_mtok: 2, input_audio_mtok: 7, web_searches_kcount: 10 }),
    ).toMatchObject([{ more: { cache_write_1h: 2, audio_input: 7, web_search: 10 } }])
  })

  test('lose the noise of binary fractions', () => {
    expect(prices({ input_mtok: 0.19999999999999998, output_mtok: 1 })).toMatchObject([{ input: 0.2 }])
  })
})

test.for([
  [{}, 'free'],
  [{ input_mtok: 0, output_mtok: 1 }, 'half free'],
  [{ input_mtok: '1', output_mtok: -1 }, 'negative'],
  [{ input_mtok: 1, output_mtok: 'much' }, 'a word'],
  [
    { input_mtok: { base: 1, tiers: [{ start: 'high', price: 2 }] }, output_mtok: 1 },
    'a tier without a start',
  ],
  [{ ...cheap, cache_read_mtok: {} }, 'a price without a base'],
  [[], 'none'],
  [null, 'nothing'],
])('%o has no price that could be used: %s', ([prices]) => {
  expect(rows(model(prices))).toEqual([])
})

test.for([
  [null],
  [[]],
  [{ models: [] }],
  [[null, 1, 'x', []]],
  [[{ id: 'openai', models: 'many' }]],
  [[{ id: '__proto__', models: [model(cheap)] }]],
])('a list of another shape has no rows: %o', ([content]) => {
  expect(genaiRows(content, cited)).toEqual([])
})
