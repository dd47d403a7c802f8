import { expect, test } from 'vitest'
import { delta, drafts, month, pageExample, request, sentences, side, told } from './testing.ts'
import { workloadUndeclared } from './workload-undeclared.ts'

test('says which declaration went, what remains, and that it still counts', () => {
  const files = ['prompts/answer.j2', 'gateway/litellm.yaml', 'gateway/litellm.yaml']
  const same = side({ files }, { perMonth: month(3240) })
  const change = delta({ status: 'unchanged', undeclared: true, base: same, head: same })
  const said = drafts(workloadUndeclared, { deltas: [change] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:?
    unitcost.yml no longer declares support-chat, while prompts/answer.j2 and 1 more file are still there; it still counts with $3,240 a month.
    A workload that only lost its declaration runs on and is billed on, so it is no saving.
    - Declare \`support-chat\` again, under the same id.
    - Or remove its files in the same change, if it is gone."
  `)
  expect(said.map(sentences)).toEqual([pageExample('workload-undeclared')])
})

test('is silent about a workload that is declared, and about one that is gone with its files', () => {
  const same = side({}, { perMonth: month(3240) })
  const deltas = [delta({ status: 'unchanged', base: same, head: same }), delta({ base: same })]
  expect(drafts(workloadUndeclared, { deltas })).toEqual([])
})

test.for([
  {
    known: 'a cost per request',
    costs: { perRequest: request(0.0135) },
    end: '; it still counts with $0.0135 per request.',
  },
  { known: 'no cost at all', costs: {}, end: 'while prompts/answer.j2 is still there.' },
])('with $known', ({ costs, end }) => {
  const change = delta({ undeclared: true, base: side({}, costs), head: side({}, costs) })
  expect(drafts(workloadUndeclared, { deltas: [change] })[0]?.message.endsWith(end)).toBe(true)
})

test('without known files what was declared is still there', () => {
  const change = delta({ undeclared: true, base: side({ files: [] }) })
  expect(drafts(workloadUndeclared, { deltas: [change] })[0]?.message).toBe(
    'unitcost.yml no longer declares support-chat, while what it declared is still there.',
  )
})
