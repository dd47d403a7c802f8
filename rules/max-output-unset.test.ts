import { expect, test } from 'vitest'
import { declared } from '../src/model/quantity.ts'
import { tokens } from '../src/units.ts'
import { worldOf } from '../test/builders.ts'
import { maxOutputUnset } from './max-output-unset.ts'
import { call, delta, drafts, pageExample, priced, sentences, told } from './testing.ts'

const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10 } } })
const answering = (maximum: number | null, expected = 240, labels: readonly string[] | null = []) => {
  const output = { tokens: declared(tokens(expected), null), maximum }
  const own = call({ output, about: { task: null, limits: null, labels } })
  return delta({ head: priced({ calls: [own] }, world) })
}

test('says that an answer has no maximum, and what a long one costs', () => {
  const said = drafts(maxOutputUnset, { deltas: [answering(null)], world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:11
    support-chat sets no maximum for its answer: with 10,000 tokens, for example, a request costs $0.1001, not $0.002452 with the 240 that are declared.
    A model that repeats itself or thinks too long goes on to its own limit, and output is the dearest token there is.
    - Set the maximum that the API takes (\`max_tokens\`, \`max_output_tokens\`), for example 480."
  `)
  expect(said.map(sentences)).toEqual([pageExample('max-output-unset')])
})

test.for([
  { what: 'a maximum', change: answering(500) },
  { what: 'an embedding, which answers nothing', change: answering(null, 0) },
  { what: 'a prompt whose code is not in the tree', change: answering(null, 240, null) },
])('is silent about $what', ({ change }) => {
  expect(drafts(maxOutputUnset, { deltas: [change], world })).toEqual([])
})

test('without a price the maximum alone is told', () => {
  const [said] = drafts(maxOutputUnset, { deltas: [answering(null)] })
  expect(said?.message).toContain('sets no maximum for its answer')
})
