import { expect, test } from 'vitest'
import { declared } from '../src/model/quantity.ts'
import { agentCeiling } from './agent-ceiling.ts'
import { delta, drafts, looping, pageExample, request, sentences, side, told } from './testing.ts'

const loop = (id: string, maximum: number | null, perRequest = 1) => {
  const { repetition, ...plan } = looping({ maximum })
  return { ...plan, id, repetition: { ...repetition, perRequest: declared(perRequest, null) } }
}
const triage = (...calls: readonly ReturnType<typeof loop>[]) =>
  side({ id: 'triage-agent', calls }, { perRequest: request(0.0185, 3.4) })

test('says how many steps a request may take, and what all of them cost', () => {
  const said = drafts(agentCeiling, { deltas: [delta({ head: triage(loop('plan', 40)) })] })
  expect(told(said)).toMatchInlineSnapshot(`
    "triage-agent @ unitcost.yml:31
    A request may take 40 steps of triage-agent, and 25 are allowed; a request that takes all of them costs $3.40, not $0.0185.
    Every step reads what all steps before it said, so twice the steps cost up to four times as much.
    - Lower the maximum to 25 in the code and in \`loop: { max }\`, or split the task into smaller ones."
  `)
  expect(said.map(sentences)).toEqual([pageExample('agent-ceiling')])
})

test.for([
  { what: 'a maximum at the ceiling', maximum: 25, options: {}, found: 0 },
  { what: 'a lower ceiling', maximum: 25, options: { steps: 10 }, found: 1 },
  { what: 'no maximum, which is another rule’s business', maximum: null, options: {}, found: 0 },
])('$what: $found', ({ maximum, options, found }) => {
  const change = delta({ head: triage(loop('plan', maximum)) })
  expect(drafts(agentCeiling, { deltas: [change], options })).toHaveLength(found)
})

test('adds up the loops of a request, as often as it makes them', () => {
  const head = triage(loop('plan', 20), loop('review', 20, 2))
  const said = drafts(agentCeiling, { deltas: [delta({ head })] })
  expect(said.map(({ message }) => message)).toEqual([
    'A request may take 60 steps of the 2 loops of triage-agent, and 50 are allowed; a request that takes all of them costs $3.40, not $0.0185.',
  ])
})

test('what was as high before is not said again', () => {
  const high = triage(loop('plan', 40), loop('review', 40))
  expect(drafts(agentCeiling, { deltas: [delta({ base: high, head: high })] })).toEqual([])
})
