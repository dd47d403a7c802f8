import { expect, test } from 'vitest'
import { usdPerMonth } from '../src/units.ts'
import type { Serving } from '../src/estimate/estimate.ts'
import { capacityOf } from '../test/builders.ts'
import { capacityCeiling } from './capacity-ceiling.ts'
import { delta, drafts, pageExample, side } from './testing.ts'

const serving = (expected: number, high: number): Serving => ({
  perMonth: { low: usdPerMonth(734), expected: usdPerMonth(expected), high: usdPerMonth(high) },
  effectiveUsdPerMtok: null,
  load: null,
  crossover: null,
  split: null,
  unused: [],
})

const fleet = (expected: number, high: number) =>
  side({ capacity: [capacityOf('g5.xlarge', 2)] }, { serving: serving(expected, high) })

const check = (base: ReturnType<typeof fleet> | null, head: ReturnType<typeof fleet>, factor = 1) =>
  drafts(capacityCeiling, { deltas: [delta({ base, head })], options: { factor } })

test('a raised ceiling is said with both amounts', () => {
  const said = check(fleet(1469, 2937), fleet(1469, 8813))
  expect(said.flatMap(({ message, why }) => [message, why])).toStrictEqual(pageExample('capacity-ceiling'))
})

test.for<[string, ReturnType<typeof fleet> | null, ReturnType<typeof fleet>, number]>([
  ['a ceiling that stays', fleet(1469, 2937), fleet(734, 2937), 1],
  ['a lowered ceiling', fleet(1469, 2937), fleet(1469, 2203), 1],
  ['a fixed size that grew: its cost says so', fleet(1469, 1469), fleet(2937, 2937), 1],
  ['a new fleet', null, fleet(1469, 8813), 1],
  ['a rise that is allowed', fleet(1469, 2937), fleet(1469, 4406), 2],
])('silent for %s', ([, base, head, factor]) => {
  expect(check(base, head, factor)).toStrictEqual([])
})
