import type { Workload } from '../model/workload.ts'
import { sum, type UsdPerRequest } from '../units.ts'
import { crossover } from './capacity.ts'
import type { Crossover, Serving } from './estimate.ts'

/** What the same requests would cost an API. */
export type ApiBill = { readonly model: string; readonly usdPerRequest: UsdPerRequest }

/** From how many requests a month the capacity of a workload is cheaper than an API; null against a free one. */
export function againstApi(
  { traffic, fixedCosts }: Workload,
  { perMonth, load }: Pick<Serving, 'perMonth' | 'load'>,
  { model, usdPerRequest: api }: ApiBill,
): Crossover | null {
  if (api === 0) return null
  const overhead = fixedCosts.filter(({ kind }) => kind === 'overhead')
  const used = load?.basis === 'measured' ? load.utilization : 0
  const at = crossover({
    capacityPerMonth: perMonth.expected,
    overheadPerMonth: sum(overhead.map(cost => cost.usdPerMonth)),
    apiPerRequest: api,
    capacityRequests: used === 0 || traffic === null ? null : traffic.expected / used,
  })
  return {
    model,
    usdPerRequest: api,
    requestsPerMonth: at.requests,
    reachable: at.reachable,
    leavesOut: [...(overhead.length === 0 ? ['operations'] : []), 'network egress'],
  }
}
