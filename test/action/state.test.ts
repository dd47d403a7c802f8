import { expect, test } from 'vitest'
import { sinceLastPush } from '../../action/since.ts'
import { nextState, readState, stateText, type Snapshot } from '../../action/state.ts'
import { notJudged } from '../../src/report/build.ts'
import { UnitcostError } from '../../src/model/diagnostic.ts'

const [FIRST, SECOND, THIRD] = ['1', '2', '3'].map(digit => digit.repeat(40))

const snapshot = (given: Partial<Snapshot>): Snapshot => ({
  head: FIRST ?? '',
  verdict: 'pass',
  figures: 'a',
  delta: 0,
  workloads: [],
  blocking: [],
  ...given,
})

const hidden = (value: unknown) =>
  `### Title\n<!-- unitcost-state=1 ${Buffer.from(JSON.stringify(value)).toString('base64url')} -->`

test('what was written is read back', () => {
  const cost = { id: 'support --> <b>', month: 12.5, request: null }
  const state = {
    now: snapshot({ workloads: [cost], blocking: [cost] }),
    before: snapshot({ head: SECOND ?? '', verdict: null, delta: null }),
  }
  const text = stateText(state)
  expect(text.match(/-->/g)).toHaveLength(1)
  expect(readState(`### Title\n\n${text}\n`)).toEqual(state)
})

test.for<[string, string]>([
  ['nothing', '### Title'],
  ['a state that is not at the end', `${stateText({ now: snapshot({}), before: null })}\nmore`],
  ['another version', stateText({ now: snapshot({}), before: null }).replace('state=1', 'state=2')],
  ['no JSON', '<!-- unitcost-state=1 bm90IGpzb24 -->'],
  ['no snapshot', hidden({ now: null, before: null })],
  ['a head that is no commit', hidden({ now: snapshot({ head: '--all' }), before: null })],
  ['a verdict of its own', hidden({ now: { ...snapshot({}), verdict: 'fine' }, before: null })],
  ['an amount that is text', hidden({ now: { ...snapshot({}), delta: '1' }, before: null })],
  ['an amount beyond numbers', hidden({ now: { ...snapshot({}), delta: 0 }, before: 7 })],
  [
    'more workloads than are written',
    hidden({
      now: snapshot({ workloads: Array.from({ length: 99 }, () => ({ id: 'a', month: 0, request: 0 })) }),
      before: null,
    }),
  ],
])('%s is no state', ([, content]) => {
  expect(readState(content)).toBeNull()
})

test('a name that somebody wrote into the state cannot break the comment', () => {
  const id = '<b>|@octocat`-->'
  const text = sinceLastPush({
    now: snapshot({ figures: 'b', workloads: [{ id, month: 1, request: 1 }] }),
    before: snapshot({}),
  })
  expect(text).not.toMatch(/<b>|@octocat|-->/)
})

test('a push that is judged again keeps what was before it', () => {
  const result = notJudged(new UnitcostError('missing-base', 'no base', 'Fetch it.'))
  const first = nextState(result, FIRST ?? '', null)
  const second = nextState(result, SECOND ?? '', first)
  const again = nextState(result, SECOND ?? '', second)
  const third = nextState(result, THIRD ?? '', again)
  expect([first, second, again, third].map(({ before }) => before?.head ?? null)).toEqual([
    null,
    FIRST,
    FIRST,
    SECOND,
  ])
})
