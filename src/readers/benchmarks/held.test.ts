import { expect, test } from 'vitest'
import type { RecordPoint } from '../../model/benchmark-record.ts'
import { heldSeconds } from './held.ts'
import { RECORD } from './record.fixture.ts'

const [light, heavy] = RECORD.points

const windowOf = (point: RecordPoint | undefined, window: Partial<RecordPoint['window']>) =>
  point === undefined ? [] : [{ ...point, window: { ...point.window, ...window } }]

test('from the first warm-up to the last answer, what lies between the loads included', () => {
  // 10:00:00 − 20 s … 10:11:00
  expect(heldSeconds(RECORD)).toBe(680)
})

test('without times of day, the loads and their warm-ups', () => {
  const timeless = { start: null, end: null }
  expect(heldSeconds({ points: [...windowOf(light, timeless), ...windowOf(heavy, timeless)] })).toBe(640)
})

test.for<[string, Partial<RecordPoint['window']>, number | null]>([
  ['nothing is known', { start: null, end: null, duration_s: null, warmup_s: null }, null],
  ['a clock that went back', { start: '2026-11-20T11:00:00Z', end: '2026-11-20T10:00:00Z' }, 320],
  ['no day of the calendar', { start: '2026-99-99T00:00:00Z' }, 320],
  ['a year', { end: '2027-11-20T10:00:00Z' }, null],
])('%s', ([, window, seconds]) => {
  expect(heldSeconds({ points: windowOf(light, window) })).toBe(seconds)
})
