import { expect, test } from 'vitest'
import { commitOf } from './commit.ts'

const dated = (stamp: string) => {
  const text = `tree 1\nparent ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}\nauthor A <a> 0 +0000\ncommitter A <a> ${stamp}\n\nparent ${'c'.repeat(40)}\n`
  return commitOf({ id: 'd'.repeat(40), type: 'commit', bytes: Buffer.from(text) })
}

test.for([
  ['1767225599 +0000', '2025-12-31'],
  ['1767225599 +0900', '2025-12-31'],
  ['1767225600 -0800', '2026-01-01'],
  ['99999999999999999999 +0000', '9999-12-31'],
  ['nonsense', '1970-01-01'],
])('committed at %s is %s in UTC', ([stamp, date]) => {
  expect(dated(stamp ?? '')?.date).toBe(date)
})

test('parents are those of the header, not of the message', () => {
  expect(dated('0 +0000')?.parents).toEqual(['a'.repeat(40), 'b'.repeat(40)])
})

test('a blob is no commit', () => {
  expect(commitOf({ id: 'd'.repeat(40), type: 'blob', bytes: Buffer.from('') })).toBe(null)
})
