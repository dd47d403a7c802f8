import { expect, test } from 'vitest'
import { secondsIn, taggedWith } from './limits.ts'

test.for([
  ['30d', 2_592_000],
  ['1mo', 2_628_000],
  ['1M', 2_628_000],
  ['5m', 300],
  ['Hour', 3600],
  ['months', 2_628_000],
  ['90', 90],
  ['0.5h', 1800],
  ['0d', null],
  ['', null],
  [null, null],
  ['fortnight', null],
  ['os.environ/PERIOD', null],
] as const)('a period of %j is %s seconds', ([written, seconds]) => {
  expect(secondsIn(written)).toBe(seconds)
})

test.for([
  ['x-tenant-id', 'acme', 'x-tenant-id=acme'],
  ['Authorization', 'Bearer_abc', 'Authorization=…'],
  ['x-tenant-id', 'two words', 'x-tenant-id=…'],
] as const)('%s with %j is said as %s', ([name, value, said]) => {
  expect(taggedWith(name, value)).toBe(said)
})
