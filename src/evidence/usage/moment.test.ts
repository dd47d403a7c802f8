import { expect, test } from 'vitest'
import { momentAt } from './moment.ts'

const at = (value: unknown) => new Date(momentAt(value, { line: 4, name: 'ts' })).toISOString()

test.for([
  '2026-11-20T09:30:00Z',
  '2026-11-20T10:30:00+01:00',
  '2026-11-20T10:30:00+0100',
  '2026-11-20 09:30:00',
  '2026-11-20 09:30:00 UTC',
  '2026-11-20T09:30:00.000000000Z',
  1_795_167_000,
  '1795167000',
  1_795_167_000_000,
  '1795167000000000000',
])('%j is the same moment', value => {
  expect(at(value)).toBe('2026-11-20T09:30:00.000Z')
})

test('a day is its first moment', () => {
  expect(at('2026-11-20')).toBe('2026-11-20T00:00:00.000Z')
})

test.for(['', 'yesterday', '2026-13-41T00:00:00Z', '1999-01-01', 0, -5, Number.NaN, 1e308, null, {}])(
  '%j is no moment',
  value => {
    expect(() => at(value)).toThrow('ts in line 4 is no time between 2015 and 2100')
  },
)
