import { expect, test } from 'vitest'
import { call, delta, looping, side } from '../../rules/testing.ts'
import { tokens } from '../units.ts'
import { declared } from '../model/quantity.ts'
import { touchedCalls } from './touched.ts'

const longer = call({ output: { tokens: declared(tokens(900), null), maximum: null } })
const lower = call({ at: { path: 'unitcost.yml', line: 99 } })
const ids = (base: ReturnType<typeof side> | null, head: ReturnType<typeof side>) =>
  touchedCalls([delta({ base, head })]).map(({ call, before }) => [call.id, before !== null])

test.for([
  { what: 'every call of a new workload', base: null, head: [call()], found: [['answer', false]] },
  { what: 'a call that changed', base: [call()], head: [longer], found: [['answer', true]] },
  { what: 'a call that is new', base: [call()], head: [call(), looping()], found: [['plan', false]] },
  { what: 'no call that only moved', base: [call()], head: [lower], found: [] },
] as const)('$what', ({ base, head, found }) => {
  expect(ids(base && side({ calls: base }), side({ calls: head }))).toEqual(found)
})

test('nothing of a workload that is gone', () => {
  expect(touchedCalls([delta({ base: side({}) })])).toEqual([])
})
