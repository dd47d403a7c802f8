import { expect, test } from 'vitest'
import { loadBook } from './load.ts'

test.for([
  ['2026-10-07', false],
  ['2026-11-21', false],
  ['2026-11-22', true],
  ['2026-01-01', false],
] as const)('on %s the data of 2026-10-07 is stale: %s', async ([date, stale]) => {
  const { book } = await loadBook(date, null)
  expect({ asOf: book.asOf, stale: book.stale }).toEqual({ asOf: '2026-10-07', stale })
})

test.for([
  ['cohere/rerank-v3.5', 0.002],
  ['rerank-v3.5', 0.002],
  ['bedrock/amazon.rerank-v1:0', 0.001],
] as const)('a search with %s costs %d', async ([model, perSearch]) => {
  const { book } = await loadBook('2026-11-22', null)
  expect(book.rerank(model)).toMatchObject({ kind: 'found', perSearch })
})

test('an unknown reranking model has no price', async () => {
  const { book } = await loadBook('2026-11-22', null)
  expect(book.rerank('cohere/rerank-v3.6')).toEqual({
    kind: 'missing',
    reason: 'no price for reranking with cohere/rerank-v3.6 in the price book of 2026-08-01',
    suggestions: ['cohere/rerank-v3.5'],
  })
})
