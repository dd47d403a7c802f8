import { loadBook } from '../../prices/load.ts'
import type { Job } from '../../running/eval-jobs.ts'
import { planCost, textsOfPlan, type ProviderCost } from '../../running/plan-cost.ts'
import { suitePlan } from '../../running/suite-plan.ts'
import { memoryCache } from '../../tokens/count-cache.ts'
import { prepareCounts } from '../../tokens/counts.ts'
import { treePrices } from '../prices/tree-prices.ts'

/** What a job will cost; `providers` null: its configuration is a program, which only running it tells. */
export type PlannedJob = {
  readonly job: Job
  readonly providers: readonly ProviderCost[] | null
  readonly hasGraders: boolean
}

/** Prices of one day, those of the repository first. */
export async function planned(
  jobs: readonly Job[],
  { root, day }: { readonly root: string; readonly day: string },
): Promise<readonly PlannedJob[]> {
  const { contract, fetched } = treePrices(root)
  const { book } = await loadBook(day, contract, fetched)
  const plans = await Promise.all(
    jobs.map(async job => ({ job, plan: await suitePlan(job.tree, job.suite) })),
  )
  const texts = plans.flatMap(({ plan }) => (plan === null ? [] : textsOfPlan(plan)))
  const { tokensOf: count } = await prepareCounts(texts, memoryCache())
  return plans.map(({ job, plan }) => ({
    job,
    providers: plan === null ? null : planCost(plan, { book, count }),
    hasGraders: plan?.hasGraders ?? false,
  }))
}
