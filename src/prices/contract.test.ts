import { describe, expect, test } from 'vitest'
import { loadBook } from './load.ts'

const path = '.unitcost/prices.json'
const open = (text: string, date = '2026-11-22') => loadBook(date, { path, text })
const file = (...rows: readonly object[]) =>
  `{\n  "version": 1,\n  "prices": [\n${rows.map(row => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`

const onDemand = { deployment: 'on-demand', region: null } as const
const gpt4o = { model: 'openai/gpt-4o', input_usd_per_mtok: 2, output_usd_per_mtok: 8 }

describe('contract rates', () => {
  test('win over every list price, and say on which line they stand', async () => {
    const { book, diagnostics } = await open(file({ provider: 'aws', sku: 'x1', usd_per_hour: 1 }, gpt4o))
    expect(diagnostics).toEqual([])
    expect(book.model({ model: 'gpt-4o-2024-08-06', ...onDemand })).toMatchObject({
      id: 'openai/gpt-4o',
      tiers: [{ above: 0, input: 2, output: 8, cacheRead: null, cacheWrite: null }],
      contextWindow: 128_000,
      source: '.unitcost/prices.json:5',
    })
  })

  test('do not hold at another provider', async () => {
    const { book } = await open(file(gpt4o))
    expect(book.model({ model: 'azure/gpt-4o', ...onDemand })).toMatchObject({ source: 'genai-prices 0.1.8' })
  })

  test('for a dated version do not hold for the others', async () => {
    const { book } = await open(file({ ...gpt4o, model: 'openai/gpt-4o-2024-11-20' }))
    expect(book.model({ model: 'gpt-4o-2024-11-20', ...onDemand })).toMatchObject({ tiers: [{ input: 2 }] })
    expect(book.model({ model: 'gpt-4o', ...onDemand })).toMatchObject({ tiers: [{ input: 2.5 }] })
  })

  test('price what no list knows', async () => {
    const { book } = await open(file({ ...gpt4o, model: 'acme/llama-ft' }))
    expect(book.model({ model: 'acme/llama-ft', ...onDemand })).toMatchObject({ id: 'acme/llama-ft' })
  })

  test('begin when they say; the newest counts, and before it the list price', async () => {
    const text = file(
      { ...gpt4o, input_usd_per_mtok: 1.5, effective_from: '2026-12-01' },
      { ...gpt4o, effective_from: '2026-06-01' },
    )
    const input = async (date: string) => {
      const price = (await open(text, date)).book.model({ model: 'openai/gpt-4o', ...onDemand })
      return price.kind === 'found' ? price.tiers[0]?.input : null
    }
    expect([await input('2026-05-31'), await input('2026-06-01'), await input('2027-01-01')]).toEqual([
      2.5, 2, 1.5,
    ])
  })

  test('have the batch discount and no regional surcharge', async () => {
    const { book } = await open(file({ ...gpt4o, model: 'openai/gpt-5.4-mini' }))
    const price = book.model({ model: 'openai/gpt-5.4-mini', deployment: 'batch', region: 'eu' })
    expect(price).toMatchObject({ tiers: [{ input: 1 }] })
  })

  test('of capacity hold for their region, or for all', async () => {
    const { book } = await open(
      file(
        { provider: 'aws', sku: 'g5.xlarge', region: 'eu-west-1', usd_per_hour: 0.9 },
        { provider: 'azure', sku: 'PTU', offer: 'global', usd_per_hour: 0.7, note: 'reserved for a year' },
        { provider: 'azure_search', sku: 'standard2', usd_per_hour: 1.34 },
      ),
    )
    const ask = { pricing: 'on_demand', offer: null } as const
    const g5 = { provider: 'aws', sku: 'g5.xlarge', ...ask }
    expect(book.capacity({ ...g5, region: 'eu-west-1' })).toMatchObject({ perUnitHour: 0.9, gpu: 'A10G' })
    expect(book.capacity({ ...g5, region: null })).toMatchObject({ perUnitHour: 1.006 })
    expect(
      book.capacity({ ...ask, provider: 'azure', sku: 'PTU', region: 'eastus', offer: 'global' }),
    ).toMatchObject({ perUnitHour: 0.7, note: 'reserved for a year', source: '.unitcost/prices.json:5' })
    const search = { ...ask, provider: 'azure_search', sku: 'standard2', region: 'uksouth' }
    expect(book.capacity(search)).toMatchObject({ perUnitHour: 1.34 })
  })

  test('of reranking', async () => {
    const { book } = await open(file({ rerank_model: 'cohere/rerank-v3.5', usd_per_1000_searches: 1.5 }))
    expect(book.rerank('rerank-v3.5')).toMatchObject({ perSearch: 0.0015, source: '.unitcost/prices.json:4' })
  })
})

describe('a price file with an error', () => {
  test('is not used at all, and every error is named with its line', async () => {
    const { book, diagnostics } = await open(
      file(
        gpt4o,
        { model: 'openai/gpt-5', input_usd_per_mtoken: 1, output_usd_per_mtok: -1 },
        { rerank_model: 'cohere/rerank-v3.5', usd_per_1000_searches: 'two' },
        { effective_from: '2026-01-01' },
      ),
    )
    expect(book.model({ model: 'openai/gpt-4o', ...onDemand })).toMatchObject({
      source: 'genai-prices 0.1.8',
    })
    expect(diagnostics.map(({ code, message, hint, line }) => `${line} ${code}: ${message}. ${hint}`))
      .toMatchInlineSnapshot(`
      [
        "5 price-file-unknown-key: the price file has an unknown key \`input_usd_per_mtoken\`. Did you mean \`input_usd_per_mtok\`?",
        "5 price-file-missing-key: a row of the price file has no \`input_usd_per_mtok\`. Add \`input_usd_per_mtok\`.",
        "5 price-file-value: \`output_usd_per_mtok\` of a price is not a number of at least 0. Write a number of at least 0.",
        "6 price-file-value: \`usd_per_1000_searches\` of a price is not a number of at least 0. Write a number of at least 0.",
        "7 price-file-value: a row of the price file prices nothing: it has no \`model\`, \`sku\` or \`rerank_model\`. Write it like {"version": 1, "prices": [{"model": "openai/gpt-4o", "input_usd_per_mtok": 2, "output_usd_per_mtok": 8}]}.",
      ]
    `)
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true)
  })

  test.for([
    ['{"version": 1, "prices": [', 'price-file-syntax', 1],
    ['{\n"version": 1,\n"prices": [}\n', 'price-file-syntax', 3],
    ['{\n"version": 1,\n"prices": [],\n}\n', 'price-file-syntax', 4],
    ['{\n"version": "1,\n"prices": []\n}\n', 'price-file-syntax', 2],
    ['', 'price-file-syntax', 1],
    ['[]', 'price-file-value', 1],
    ['{"version": 1}', 'price-file-value', 1],
    ['{\n"version": 2,\n"prices": []}', 'price-file-version', 2],
    ['{"version": 1, "price": [], "prices": []}', 'price-file-unknown-key', 1],
    ['{"version": 1, "prices": [1]}', 'price-file-value', 1],
    [
      '{"version": 1, "prices": [{"model": "a/b", "input_usd_per_mtok": 1e999, "output_usd_per_mtok": 1}]}',
      'price-file-value',
      1,
    ],
    [
      '{"version": 1, "prices": [{"provider": "aws", "sku": "g5", "usd_per_hour": 1, "pricing": "reserved"}]}',
      'price-file-value',
      1,
    ],
  ] as const)('%s is a %s on line %s', async ([text, code, line]) => {
    const { diagnostics } = await open(text)
    expect(diagnostics).toMatchObject([{ code, line, path }])
  })

  test('may be hostile', async () => {
    const deep = await open(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)
    expect(deep.diagnostics).toMatchObject([{ code: 'price-file-value' }])
    const unclosed = await open('[\n'.repeat(300_000))
    expect(unclosed.diagnostics).toMatchObject([{ code: 'price-file-syntax' }])
    const long = await open(' '.repeat(1_000_001))
    expect(long.diagnostics).toMatchObject([{ code: 'price-file-too-large', line: null }])
    const proto = await open('{"version": 1, "prices": [{"__proto__": 1, "model": "a/b"}]}')
    expect(proto.diagnostics.length).toBe(3)
  })

  test('does not say more than is meant: an empty list is fine', async () => {
    expect((await open('{"version": 1, "prices": []}')).diagnostics).toEqual([])
  })
})
