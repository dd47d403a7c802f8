import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'
import type { SnapshotPrice, SnapshotRow } from './rows.ts'

const price = (input: number, more: Partial<SnapshotPrice> = {}): SnapshotPrice => ({
  effective_from: null,
  above: 0,
  input,
  output: 10,
  cache_read: null,
  cache_write: null,
  ...more,
})
const row = (id: string, ...prices: readonly SnapshotPrice[]): SnapshotRow => ({
  provider: 'openai',
  id,
  aliases: [],
  context: null,
  deprecated: false,
  as_of: '2026-11-20',
  source: 'a list',
  prices,
})

test('models come and go', () => {
  const changes = changesBetween([row('gpt-old', price(1))], [row('gpt-new', price(1))])
  expect(changes).toEqual({ added: ['openai/gpt-new'], removed: ['openai/gpt-old'], changed: [] })
})

test.for([
  ['a hundredth more is the same price', price(1), price(1.01), []],
  ['more than that is another', price(1), price(1.02), ['input: 1 → 1.02']],
  ['a meter appears', price(1), price(1, { cache_read: 0.1 }), ['cache_read: null → 0.1']],
  ['a meter goes', price(1, { more: { web_search: 10 } }), price(1), ['web_search: 10 → null']],
  [
    'a first day moves',
    price(1, { effective_from: '2026-01-01' }),
    price(1, { effective_from: '2026-02-01' }),
    ['input: 1 → null', 'output: 10 → null', 'input: null → 1', 'output: null → 10'],
  ],
] as const)('%s', ([, before, after, expected]) => {
  const { changed } = changesBetween([row('gpt', before)], [row('gpt', after)])
  expect(changed.map(({ meter, before, after }) => `${meter}: ${before} → ${after}`)).toEqual(expected)
})

test('a scheduled price is a change that says its day', () => {
  const scheduled = price(3, { effective_from: '2027-01-01' })
  const { changed } = changesBetween([row('gpt', price(1))], [row('gpt', price(1), scheduled)])
  expect(changed[0]).toEqual({
    model: 'openai/gpt',
    meter: 'input',
    above: 0,
    effectiveFrom: '2027-01-01',
    before: null,
    after: 3,
  })
})
