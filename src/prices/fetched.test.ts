import { describe, expect, test } from 'vitest'
import { embedded } from './embedded.ts'
import { fetchedText, readFetched } from './fetched.ts'
import { loadBook } from './load.ts'
import type { SnapshotRow } from './rows.ts'

const path = '.unitcost/price-book.json'
const url = 'https://prices.example/data.json'
const row = (id: string, input: number, more: Partial<SnapshotRow> = {}): SnapshotRow => ({
  provider: 'openai',
  id,
  aliases: [],
  context: null,
  deprecated: false,
  as_of: '2026-11-20',
  source: 'genai-prices, fetched 2026-11-20',
  prices: [{ effective_from: null, above: 0, input, output: 10, cache_read: null, cache_write: null }],
  ...more,
})
const text = (models: readonly SnapshotRow[], fetched_at = '2026-11-20') =>
  fetchedText({ url, fetched_at, sha256: 'a'.repeat(64), models })

const priceOf = async (model: string, lists: { contract?: string; fetched?: string }) => {
  const contract =
    lists.contract === undefined ? null : { path: '.unitcost/prices.json', text: lists.contract }
  const fetched = lists.fetched === undefined ? null : { path, text: lists.fetched }
  const { book } = await loadBook('2026-11-22', contract, fetched)
  const price = book.model({ model, deployment: 'on-demand', region: null })
  return price.kind === 'missing' ? price.reason : `${price.tiers[0]?.input} from ${price.source}`
}

describe('where a price is taken from', () => {
  const contract = JSON.stringify({
    version: 1,
    prices: [{ model: 'openai/gpt-4o', input_usd_per_mtok: 1, output_usd_per_mtok: 8 }],
  })
  const fetched = text([row('gpt-4o', 2), row('gpt-7', 3, { aliases: ['gpt-7-2026'] })])

  test('a contract rate wins over the fetched list, that over the built-in one', async () => {
    expect(await priceOf('openai/gpt-4o', { contract, fetched })).toBe('1 from .unitcost/prices.json:1')
    expect(await priceOf('openai/gpt-4o', { fetched })).toBe('2 from genai-prices, fetched 2026-11-20')
    expect(await priceOf('openai/gpt-4o', {})).toBe('2.5 from genai-prices 0.1.8')
  })

  test('a model that only the fetched list knows is found by all of its names', async () => {
    expect(await priceOf('gpt-7-2026', { fetched })).toBe('3 from genai-prices, fetched 2026-11-20')
  })

  test('a fetched row that repeats the built-in list does not undo a correction of it', async () => {
    const model = 'openrouter/google/gemini-2.5-flash'
    const listed = embedded.snapshot.models.filter(({ provider, id }) => `${provider}/${id}` === model)
    expect(listed).toMatchObject([{ prices: [{ cache_read: 0.075 }] }])
    expect(await priceOf(model, { fetched: text(listed) })).toMatch(/^0\.3 from ai\.google\.dev/)
  })

  test('a list that was fetched before the built-in one was made does not bring old prices back', async () => {
    expect(await priceOf('openai/gpt-4o', { fetched: text([row('gpt-4o', 5)], '2026-01-01') })).toBe(
      '2.5 from genai-prices 0.1.8',
    )
  })

  test('a rise that the fetched list still announces comes from that list, with its name', async () => {
    const rise = {
      ...row('x', 3).prices[0],
      effective_from: '2026-09-01',
      above: 0,
      input: 3,
      output: 15,
      cache_read: 0.3,
      cache_write: 3.75,
    }
    const old = { ...rise, effective_from: null, input: 2, output: 10, cache_read: 0.2, cache_write: 2.5 }
    const sonnet = (day: string) =>
      priceOf('anthropic/claude-sonnet-5', {
        fetched: text([row('claude-sonnet-5', 2, { provider: 'anthropic', prices: [old, rise] })], day),
      })
    expect(await sonnet('2026-08-21')).toBe('2 from genai-prices 0.1.8')
    expect(await sonnet('2026-11-20')).toBe('3 from genai-prices, fetched 2026-11-20')
  })

  test('the day of the fetch is the age of the book', async () => {
    const { book } = await loadBook('2026-12-30', null, { path, text: fetched })
    expect({ asOf: book.asOf, stale: book.stale }).toEqual({ asOf: '2026-11-20', stale: false })
  })
})

describe('the file', () => {
  test('is read as it was written', () => {
    const models = [row('gpt-4o', 2)]
    const { list, diagnostics } = readFetched({ path, text: text(models) })
    expect(diagnostics).toEqual([])
    expect(list).toEqual({ url, fetched_at: '2026-11-20', sha256: 'a'.repeat(64), models })
  })

  test.for([
    ['it is not a JSON object', ''],
    ['it is not a JSON object', '[]'],
    [
      'it does not say "version": 1; `url` is not a text; `fetched_at` is not a day; and 2 more',
      '{"version": 2}',
    ],
    ['`prices` of gpt-4o is not what it should be', text([row('gpt-4o', -1)])],
    ['`prices` of gpt-4o is not what it should be', text([row('gpt-4o', 0)])],
    ['`id` of row 1 is not what it should be', text([row('', 1)])],
    ['`source` of gpt-4o is not what it should be', text([row('gpt-4o', 1, { source: 'x'.repeat(3000) })])],
    ['`row` of row 1 is not what it should be', text([]).replace('[\n\n]', '[null]')],
    ['it is not a JSON object', '['.repeat(500_000)],
    ['it has more than 4000000 characters', ' '.repeat(4_000_001)],
  ] as const)('%s', ([why, broken]) => {
    const { list, diagnostics } = readFetched({ path, text: broken })
    expect(list).toBeNull()
    expect(diagnostics).toMatchObject([
      {
        code: 'price-book-invalid',
        severity: 'error',
        message: `the fetched price list is not used: ${why}`,
      },
    ])
  })
})
