import { usageCost, usageUsd } from '../estimate/usage-cost.ts'
import type { World } from '../estimate/world.ts'
import type { EvalUsage } from '../model/eval.ts'
import type { Evaluation, OtherResult, OwnResult } from '../model/workload.ts'

/** What it cost to run the evals once, at our prices. Models that graded answers are not in it: no results tell them. */
export type RunCost = {
  readonly usd: number
  /** Tests, on any model that the run tried, whose cost is known; and those without tokens or a price. */
  readonly tests: number
  readonly unknown: number
}

/** Null: of no test is the cost known. */
export function runCost({ own, others }: Evaluation, world: World): RunCost | null {
  const costs = [
    ...own.flatMap(result => costsOf(result, usage => ownCost(usage, result, world))),
    ...others.flatMap(result => costsOf(result, usage => listCost(usage, result, world))),
  ]
  const known = costs.filter(usd => usd !== null)
  if (known.length === 0) return null
  return {
    usd: known.reduce((sum, usd) => sum + usd, 0),
    tests: known.length,
    unknown: costs.length - known.length,
  }
}

type Pricing = (usage: EvalUsage) => number | null

const costsOf = ({ tests }: OwnResult | OtherResult, price: Pricing): readonly (number | null)[] =>
  tests.map(({ usage }) => (usage === null ? null : price(usage)))

const ownCost = (usage: EvalUsage, { target }: OwnResult, world: World) =>
  target === null ? null : usageCost(usage, target, world)

function listCost(usage: EvalUsage, { model }: OtherResult, { book }: World): number | null {
  const price = book.model({ model, deployment: 'on-demand', region: null })
  return price.kind === 'found' ? usageUsd(usage, price.tiers) : null
}
