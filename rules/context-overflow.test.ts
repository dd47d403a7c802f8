import { expect, test } from 'vitest'
import { declared, type Quantity } from '../src/model/quantity.ts'
import { tokens, type Tokens } from '../src/units.ts'
import { HERE, profile, worldOf } from '../test/builders.ts'
import { contextOverflow } from './context-overflow.ts'
import { call, delta, drafts, looping, pageExample, priced, sentences, told } from './testing.ts'

const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10, contextWindow: 128_000 } } })
const answering = (input: number, given: Partial<ReturnType<typeof call>> = {}) =>
  delta({ head: priced({ calls: [call({ prompt: profile(input), ...given })] }, world) })

test('says how many tokens do not fit', () => {
  const said = drafts(contextOverflow, { deltas: [answering(131_000)], world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:1 @ gateway/litellm.yaml:4
    131,240 tokens of input and output are expected of support-chat, and openai/gpt-4o takes 128,000.
    What does not fit is refused or cut: the request fails, is retried or answered by a dearer fallback, and is billed each time.
    - Send fewer chunks, less history or a shorter prompt, or cut what grows from step to step.
    - Or ask a model with a larger window than openai/gpt-4o."
  `)
  expect(said.map(sentences)).toEqual([pageExample('context-overflow')])
})

test.for([
  { what: 'a request that fits', change: answering(127_760), share: 1, found: 0 },
  { what: 'one token more', change: answering(127_761), share: 1, found: 1 },
  { what: 'half of the window', change: answering(70_000), share: 0.5, found: 1 },
])('$what: $found', ({ change, share, found }) => {
  expect(drafts(contextOverflow, { deltas: [change], options: { share }, world })).toHaveLength(found)
})

test('the last step of a loop reads what all others said', () => {
  const growth = declared(tokens(5000), null)
  const context = { chunks: null, tokensPerChunk: null, history: null, growth }
  const loop = { ...looping({ mean: 30, maximum: 30 }), context }
  const change = delta({ head: priced({ calls: [loop] }, world) })
  const [said] = drafts(contextOverflow, { deltas: [change], world })
  expect(said?.message).toMatch(
    /^145,\d{3} tokens of input and output are expected in the last step of its loop/,
  )
})

const upTo = (high: number, basis: Quantity['basis']): Quantity<Tokens> => ({
  low: tokens(1000),
  expected: tokens(1000),
  high: tokens(high),
  basis,
  at: HERE,
})

test('counts the high end of what is declared, never of what is assumed', () => {
  const long = (basis: Quantity['basis']) =>
    answering(0, { prompt: { kind: 'profile', at: HERE, input: upTo(200_000, basis) } })
  const [said] = drafts(contextOverflow, { deltas: [long('declared')], world })
  expect(said?.message).toContain('are possible at the high end of support-chat')
  expect(drafts(contextOverflow, { deltas: [long('assumed')], world })).toEqual([])
})

test('a window that is not known overflows nowhere', () => {
  const open = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10 } } })
  expect(drafts(contextOverflow, { deltas: [answering(9e6)], world: open })).toEqual([])
})
