import { expect, test } from 'vitest'
import { noiseOf } from './noise.ts'
import { studentQuantile } from './student.ts'

test.for([
  ['noise_pp', 7100.002165, 140.34152, [0.019766405, 0.024543233, 0.028828215]],
  ['noise_tg', 118.881588, 1.041811, [0.0087634344, 0.010881241, 0.012780987]],
] as const)('%s: five repeats of %d ± %d', ([, mean, deviation, oracle]) => {
  const { variation, interval, leastDifference } = noiseOf({ mean, deviation, count: 5 })
  const found = [variation, interval, leastDifference]
  for (const [index, value] of oracle.entries()) expect((found[index] ?? 0) / value).toBeCloseTo(1, 6)
})

// Tables of Student's t: one-sided 97.5 %.
test.for([
  [1, 12.7062047],
  [2, 4.3026527],
  [4, 2.7764451],
  [8, 2.3060041],
  [30, 2.0422725],
  [1000, 1.962339],
] as const)('t of %d degrees of freedom is %d', ([degrees, t]) => {
  expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 6)
})

test('degrees of freedom may be fractions, as Welch has them', () => {
  expect(studentQuantile(0.975, 4.5)).toBeLessThan(studentQuantile(0.975, 4))
  expect(studentQuantile(0.975, 4.5)).toBeGreaterThan(studentQuantile(0.975, 5))
})
