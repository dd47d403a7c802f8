import { expect, test } from 'vitest'
import { usageNotes } from './usage-notes.ts'

const USED = {
  at: { path: '.unitcost/usage/support.json', line: null },
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T00:00:00.000Z',
  requests: 12_000,
  inputPerRequest: 1000,
  notes: [],
}

test.for([
  ['enough and new', {}, 1000, ''],
  ['few', { requests: 19 }, 1000, '; low confidence: few requests'],
  [
    'old',
    { from: '2026-07-01T00:00:00Z', to: '2026-08-01T00:00:00Z' },
    1000,
    '; low confidence: 116 days old',
  ],
] as const)('%s', ([, changes, input, confidence]) => {
  const [note] = usageNotes({ ...USED, ...changes }, input, '2026-11-25')
  expect(note?.replace(/^.*\)/, '')).toBe(confidence)
})

test('n and days are said, and what the files do not explain', () => {
  expect(usageNotes(USED, 400, '2026-11-25')).toEqual([
    'measured in production: 12,000 requests, 2026-10-01 … 2026-10-31 (.unitcost/usage/support.json)',
    'production sends 1,000 input tokens a request, the files give 400',
  ])
})
