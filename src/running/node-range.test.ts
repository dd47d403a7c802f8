import { expect, test } from 'vitest'
import { nodeSatisfies } from './node-range.ts'

test.for([
  ['24.21.0', '>=22.22.0', true],
  ['22.21.9', '>=22.22.0', false],
  ['22.22.0', '>=22.22.0', true],
  ['20.20.2', '^20.20.0 || >=22.22.0', true],
  ['21.0.0', '^20.20.0 || >=22.22.0', false],
  ['20.19.0', '^20.20.0 || >=22.22.0', false],
  ['25.0.0-nightly', '>=24', true],
  ['24.1.0', '24.1.0', true],
  ['24.1.1', '24.1.0', false],
  ['24.0.0', '>=18 <23', true],
] as const)('Node %s in %s: %o', ([version, range, fits]) => {
  expect(nodeSatisfies(version, range)).toBe(fits)
})
