import { expect, test } from 'vitest'
import { isEdited } from '../../action/edited.ts'

test.for([
  ['2026-11-25T20:00:00Z', '2026-11-25T20:00:00Z', false],
  ['2026-11-25T20:00:00Z', '2026-11-25T20:00:01Z', false],
  ['2026-11-25T20:00:00Z', '2026-11-25T20:00:02Z', true],
  ['2026-11-25T20:00:00Z', '', true],
] as const)('written %s, last changed %s', ([created, updated, expected]) => {
  expect(isEdited(created, updated)).toBe(expected)
})
