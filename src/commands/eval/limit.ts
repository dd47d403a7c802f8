import { UnitcostError } from '../../model/diagnostic.ts'
import { usd } from '../../words/money.ts'
import type { PlannedJob } from './plan.ts'

/** @throws UnitcostError `eval-limit` before anything is asked, also where the cost cannot be told */
export function holdLimit(plans: readonly PlannedJob[], maxUsd: number | null): void {
  if (maxUsd === null) return
  const providers = plans.flatMap(({ providers }) => providers ?? [])
  const unknown = providers.find(({ usd: planned }) => planned === null)
  if (unknown !== undefined || plans.some(plan => plan.providers === null))
    throw new UnitcostError(
      'eval-limit',
      `what these evals cost cannot be told before: ${unknown === undefined ? 'the configuration is a program' : `${unknown.provider}: ${unknown.unknown}`}`,
      'Give that model a price in .unitcost/prices.json, or run without --max-usd.',
    )
  const high = providers.reduce((sum, { usd: planned }) => sum + (planned?.high ?? 0), 0)
  if (high <= maxUsd) return
  throw new UnitcostError(
    'eval-limit',
    `these evals can cost up to ${usd(high)}; --max-usd allows ${usd(maxUsd)}`,
    'Test less, limit the answers (max_tokens of the provider), or raise --max-usd.',
  )
}
