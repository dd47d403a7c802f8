import { usageCost } from '../estimate/usage-cost.ts'
import type { World } from '../estimate/world.ts'
import type { EvalLimits } from '../model/fact.ts'
import type { Evaluation } from '../model/workload.ts'

/** Tests that go beyond what their suite itself allows, at our prices: its own tool may know other ones, or none. */
export type SuiteCheck = {
  readonly limits: EvalLimits
  /** Tests whose attempts cost more than `limits.usdPerTest`, and that took longer than `limits.latencyMs`. */
  readonly dearer: number
  readonly slower: number
}

/** Null: the suite sets no limit on cost or time. */
export function suiteCheck({ own, limits }: Evaluation, world: World): SuiteCheck | null {
  const { usdPerTest, latencyMs } = limits
  if (usdPerTest === null && latencyMs === null) return null
  const tests = own.flatMap(({ tests: all, target }) => all.map(test => ({ ...test, target })))
  const costs = tests.flatMap(({ usage, target }) => {
    const usd = usage === null || target === null ? null : usageCost(usage, target, world)
    return usage === null || usd === null ? [] : [usd / Math.max(1, usage.requests)]
  })
  return {
    limits,
    dearer: usdPerTest === null ? 0 : costs.filter(usd => usd > usdPerTest).length,
    slower: latencyMs === null ? 0 : tests.filter(test => (test.latencyMs ?? 0) > latencyMs).length,
  }
}
