import { expect, test } from 'vitest'
import { declared } from '../src/model/quantity.ts'
import { share } from '../src/units.ts'
import { profile, worldOf } from '../test/builders.ts'
import { retriesMultiply } from './retries-multiply.ts'
import { call, delta, drafts, pageExample, priced, sentences, told } from './testing.ts'

const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10 } } })
const trying = (first: number, ...others: readonly number[]) => {
  const { route } = call()
  const fallbacks = others.map((retries, index) => ({ ...route, id: `fallback ${index + 1}`, retries }))
  const retries = { retryRate: declared(share(0.02), null), fallbackRate: null }
  const own = call({ prompt: profile(1000), retries, route: { ...route, retries: first, fallbacks } })
  return priced({ calls: [own] }, world)
}

test('says how often a request is tried, and what that may cost', () => {
  const said = drafts(retriesMultiply, { deltas: [delta({ head: trying(4, 2, 2) })], world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:12 @ unitcost.yml:12 @ unitcost.yml:12
    support-chat is tried up to 11 times (5 + 3 + 3), and 8 are allowed; a request for which all are billed costs up to $0.0539, not $0.0049.
    When a provider has a bad hour, every client tries everything: the bill multiplies exactly when the answers fail.
    - Allow fewer retries of openai/gpt-4o, or a shorter chain of fallbacks.
    - Retry only what can succeed (429, 5xx), with a growing wait and a budget of retries for all requests together."
  `)
  expect(said.map(sentences)).toEqual([pageExample('retries-multiply')])
})

test.for([
  { what: 'as many as allowed', base: null, head: [4, 2], options: {}, found: 0 },
  { what: 'one more', base: null, head: [5, 2], options: {}, found: 1 },
  { what: 'fewer allowed', base: null, head: [2], options: { attempts: 2 }, found: 1 },
  { what: 'fewer than before', base: [9, 9], head: [9, 8], options: {}, found: 0 },
  { what: 'more than before', base: [9, 8], head: [9, 9], options: {}, found: 1 },
])('$what: $found', ({ base, head, options, found }) => {
  const side = ([first = 0, ...others]: readonly number[]) => trying(first, ...others)
  const change = delta({ base: base && side(base), head: side(head) })
  expect(drafts(retriesMultiply, { deltas: [change], options, world })).toHaveLength(found)
})

test('without a price only the attempts are told', () => {
  const [said] = drafts(retriesMultiply, { deltas: [delta({ head: trying(9) })] })
  expect(said?.message).toBe('support-chat is tried up to 10 times (10), and 8 are allowed.')
})
