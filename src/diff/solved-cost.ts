import { usageCost } from '../estimate/usage-cost.ts'
import type { World } from '../estimate/world.ts'
import type { Evaluation } from '../model/workload.ts'
import { bootstrap } from '../quality/bootstrap.ts'
import type { Case, PairedTests } from '../quality/pair-tests.ts'
import type { Interval } from '../quality/wilson.ts'

/** USD per solved task in the evals: everything that their attempts cost, failed ones too, for each that passed. */
export type SolvedCost = {
  /** Tests with counted tokens: only they say anything. */
  readonly tests: number
  /** Null: not one of them was solved. */
  readonly usd: number | null
  /** Where it lies, with 5 % on each side, by resampling whole tests; null: no finite estimate. */
  readonly interval: Interval | null
}

/** Null: no test has counted tokens and a price. */
export function solvedCost({ own }: Evaluation, world: World): SolvedCost | null {
  const costs = own
    .flatMap(({ tests, target }) => tests.map(test => ({ test, target })))
    .flatMap(each => costOf(each, world) ?? [])
  if (costs.length === 0) return null
  return { tests: costs.length, usd: perPass(costs), interval: bootstrap(costs, perPass) }
}

/** Head ÷ base over the same tests. */
export type SolvedRatio = { readonly value: number; readonly interval: Interval | null }

/** Null where a side has no cost per solved task. */
export function solvedRatio({ pairs }: PairedTests, world: World): SolvedRatio | null {
  const both = pairs.flatMap(pair => {
    const [base, head] = [costOf(pair.base, world), costOf(pair.head, world)]
    return base === null || head === null ? [] : [{ base, head }]
  })
  const ratio = (sample: readonly (typeof both)[number][]) => {
    const [base, head] = [perPass(sample.map(pair => pair.base)), perPass(sample.map(pair => pair.head))]
    return base === null || head === null || base === 0 ? null : head / base
  }
  const value = ratio(both)
  return value === null ? null : { value, interval: bootstrap(both, ratio) }
}

type Cost = { readonly usd: number; readonly passes: number }

/** Attempts that a cache answered were not paid: they are taken to cost what the paid ones did. */
function costOf({ test, target }: Case, world: World): Cost | null {
  if (test.usage === null || target === null || test.usage.requests === 0) return null
  const usd = usageCost(test.usage, target, world)
  const scale = Math.max(1, test.attempts / test.usage.requests)
  return usd === null ? null : { usd: usd * scale, passes: test.passes }
}

function perPass(costs: readonly Cost[]): number | null {
  let [usd, passes] = [0, 0]
  for (const cost of costs) {
    usd += cost.usd
    passes += cost.passes
  }
  return passes === 0 ? null : usd / passes
}
