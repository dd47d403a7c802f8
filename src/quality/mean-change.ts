import { bootstrap } from './bootstrap.ts'
import type { TestPair } from './pair-tests.ts'
import type { EvalTest } from '../model/eval.ts'
import type { Interval } from './wilson.ts'

/** A number that tests have, before and after: means over the tests that have it on both sides. */
export type MeanChange = {
  readonly tests: number
  readonly base: number
  readonly head: number
  /** Where head − base lies, with 5 % on each side, by resampling whole tests; null: too uneven to tell. */
  readonly difference: Interval | null
  /** Where head ÷ base lies; null also where base is 0. */
  readonly ratio: Interval | null
}

/** Null where no test has it on both sides. */
export function meanChange(
  pairs: readonly TestPair[],
  of: (test: EvalTest) => number | null | undefined,
): MeanChange | null {
  const both = pairs.flatMap(({ base, head }) => {
    const [before, after] = [of(base.test), of(head.test)]
    return before == null || after == null ? [] : [{ before, after }]
  })
  if (both.length === 0) return null
  const sums = (sample: readonly { readonly before: number; readonly after: number }[]) => {
    let [before, after] = [0, 0]
    for (const pair of sample) {
      before += pair.before
      after += pair.after
    }
    return { before, after }
  }
  const all = sums(both)
  return {
    tests: both.length,
    base: all.before / both.length,
    head: all.after / both.length,
    difference: bootstrap(both, sample => {
      const { before, after } = sums(sample)
      return (after - before) / sample.length
    }),
    ratio: bootstrap(both, sample => {
      const { before, after } = sums(sample)
      return before === 0 ? null : after / before
    }),
  }
}
