import { expect, test } from 'vitest'
import type { PromptPart } from '../src/model/fact.ts'
import { profile, worldOf } from '../test/builders.ts'
import { promptCacheBroken } from './prompt-cache-broken.ts'
import {
  call,
  delta,
  driver,
  drafts,
  pageExample,
  priced,
  sentences,
  side,
  template,
  told,
} from './testing.ts'

// One character is one token.
const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10, minimumPrefix: 1024 } } })
const text = (length: number): PromptPart => ({ kind: 'text', text: 'k'.repeat(length), line: 1 })
const date: PromptPart = { kind: 'variable', name: 'date', line: 2 }

const sending = (...parts: readonly PromptPart[]) => {
  const prompt = template({ messages: [{ role: 'system', parts }] })
  return priced({ calls: [call({ prompt })] }, world)
}
const caching = driver({ kind: 'caching', perRequest: 0.0036, perMonth: 864 })
const found = (change: ReturnType<typeof delta>, options = {}) =>
  drafts(promptCacheBroken, { deltas: [change], options, world })

test('says how far the prefix shrinks, what it costs and where', () => {
  const change = delta({
    base: sending(text(2000), date),
    head: sending(text(40), date, text(1960)),
    drivers: [caching],
  })
  expect(told(found(change))).toMatchInlineSnapshot(`
    "support-chat @ prompts/answer.j2:1
    The cacheable prefix of support-chat shrinks from 2,000 to 40 tokens, below the 1,024 from which openai/gpt-4o caches, and 1,967 that never change stand behind it, +$0.0036 per request, +$864 a month.
    Providers cache a prompt up to the first token that is another: everything behind it is read at the full price in every request.
    - Move what changes between requests (names, dates, questions, retrieved text) behind all text that stays the same."
  `)
  expect(found(change).map(sentences)).toEqual([pageExample('prompt-cache-broken')])
})

test.for([
  { what: 'a prompt that is shorter as a whole', base: [text(2000), date], head: [text(500), date] },
  { what: 'a prefix that was too short before', base: [text(900), date], head: [date, text(900)] },
  { what: 'a prefix that grows', base: [text(2000), date], head: [text(2500), date, text(9)] },
  { what: 'a few tokens', base: [text(2000), date], head: [text(1900), date, text(100)] },
])('is silent about $what', ({ base, head }) => {
  expect(found(delta({ base: sending(...base), head: sending(...head) }))).toEqual([])
})

test('a few tokens count where no shrinking is allowed', () => {
  const change = delta({
    base: sending(text(2000), date),
    head: sending(text(1900), date, text(100)),
  })
  expect(found(change, { percent: 0 })).toHaveLength(1)
})

test('cannot tell without a template, without a price, and of a new call', () => {
  const moved = sending(date, text(2000))
  expect(found(delta({ head: moved }))).toEqual([])
  expect(found(delta({ base: side({ calls: [call({ prompt: profile(9) })] }), head: moved }))).toEqual([])
  const change = delta({ base: sending(text(2000), date), head: moved })
  expect(drafts(promptCacheBroken, { deltas: [change] })).toEqual([])
})
