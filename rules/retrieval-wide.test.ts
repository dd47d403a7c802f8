import { expect, test } from 'vitest'
import { declared } from '../src/model/quantity.ts'
import { tokens } from '../src/units.ts'
import { traffic, worldOf } from '../test/builders.ts'
import { retrievalWide } from './retrieval-wide.ts'
import { call, delta, drafts, pageExample, priced, sentences, told } from './testing.ts'

const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10 } } })
const reading = (chunks: number | null, size: number | null = 350) => {
  const at = { path: 'unitcost.yml', line: 19 }
  const context = {
    chunks: chunks === null ? null : declared(chunks, at),
    tokensPerChunk: size === null ? null : declared(tokens(size), at),
    history: null,
    growth: null,
  }
  return priced({ calls: [call({ context })], traffic: traffic(240_000) }, world)
}

test('says how many chunks are read, and what fewer save', () => {
  const said = drafts(retrievalWide, { deltas: [delta({ head: reading(24) })], world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:19
    support-chat reads 24 chunks of 350 declared tokens per call, and 10 are allowed.
    Chunks far down the list seldom change the answer, and every request pays for all of them.
    - Read at most 10 chunks, the best ones after reranking: that saves $0.01225 per request, $2,940 a month."
  `)
  expect(said.map(sentences)).toEqual([pageExample('retrieval-wide')])
})

test('the saving is 14 × 350 tokens at $2.50 per million, for 240,000 requests', () => {
  const [said] = drafts(retrievalWide, { deltas: [delta({ head: reading(24) })], world })
  expect(said?.suggestions[0]).toContain('that saves $0.01225 per request, $2,940 a month')
})

test.for([
  { what: 'as many as allowed', base: null, head: 10, found: 0 },
  { what: 'no retrieval', base: null, head: null, found: 0 },
  { what: 'fewer than before, and still many', base: 30, head: 20, found: 0 },
  { what: 'more than before', base: 12, head: 20, found: 1 },
])('$what: $found', ({ base, head, found }) => {
  const change = delta({ base: base === null ? null : reading(base), head: reading(head) })
  expect(drafts(retrievalWide, { deltas: [change], world })).toHaveLength(found)
})

test('promises nothing where nobody says how long a chunk is', () => {
  const [said] = drafts(retrievalWide, { deltas: [delta({ head: reading(24, null) })], world })
  expect(said?.suggestions).toEqual(['Read at most 10 chunks, the best ones after reranking.'])
})
