import { expect, test } from 'vitest'
import { profile, worldOf } from '../test/builders.ts'
import { contextBloat } from './context-bloat.ts'
import { call, delta, driver, drafts, pageExample, priced, sentences, side, told } from './testing.ts'

const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10 } } })
const reading = (input: number) => priced({ calls: [call({ prompt: profile(input) })] }, world)
const grown = (from: number, to: number) =>
  delta({
    base: reading(from),
    head: reading(to),
    drivers: [driver({ kind: 'prompt', perRequest: 0.004, perMonth: 960 })],
  })

test('says by how much the input of a call grew, and what that costs', () => {
  const said = drafts(contextBloat, { deltas: [grown(1200, 2800)], world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:1
    The input of support-chat grows from 1,200 to 2,800 tokens, by 133 % (+$0.004 per request, +$960 a month).
    Every request pays for it again, whether the model needs it or not.
    - Check that the answers get better with it, and take out what they do not need: old examples, whole documents, unused tools.
    - Put what stays the same in front of what changes, so that the provider can cache it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('context-bloat')])
})

test.for([
  { from: 1200, to: 1800, options: {}, found: 0 },
  { from: 1200, to: 1801, options: {}, found: 1 },
  { from: 100, to: 400, options: {}, found: 0 },
  { from: 100, to: 400, options: { tokens: 100 }, found: 1 },
  { from: 1200, to: 1801, options: { percent: 100 }, found: 0 },
  { from: 2800, to: 1200, options: {}, found: 0 },
])('from $from to $to tokens with $options: $found', ({ from, to, options, found }) => {
  expect(drafts(contextBloat, { deltas: [grown(from, to)], options, world })).toHaveLength(found)
})

test('a new call has not grown, and without a price only the growth is told', () => {
  expect(drafts(contextBloat, { deltas: [delta({ head: reading(9000) })], world })).toEqual([])
  const at = (input: number) => side({ calls: [call({ prompt: profile(input) })] })
  const [said] = drafts(contextBloat, { deltas: [delta({ base: at(1000), head: at(3000) })], world })
  expect(said?.message).toBe('The input of support-chat grows from 1,000 to 3,000 tokens, by 200 %.')
})
