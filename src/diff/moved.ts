import { crossover } from '../estimate/capacity.ts'
import type { Crossover, Estimate } from '../estimate/estimate.ts'
import { sum } from '../units.ts'
import type { Side } from './diff.ts'

/**
 * A workload that moves from an API to machines of its own: from how many requests a month the machines are
 * cheaper than the API that base asks. Head's estimate with that, where it does not know an API itself.
 */
export function comparedWithApi(head: Side, base: Side): Estimate {
  const { estimate } = head
  if (estimate.serving === null || estimate.serving.crossover !== null) return estimate
  const found = againstApi(head, base)
  return found === null ? estimate : { ...estimate, serving: { ...estimate.serving, crossover: found } }
}

function againstApi({ workload, estimate }: Side, base: Side): Crossover | null {
  const api = base.estimate.perRequest?.expected ?? 0
  const { serving } = estimate
  if (serving === null || base.estimate.serving !== null || api === 0) return null
  const [model] = base.workload.calls.flatMap(({ route }) => route.targets.map(target => target.model))
  const overhead = workload.fixedCosts.filter(({ kind }) => kind === 'overhead')
  const measured = serving.load?.basis === 'measured' ? serving.load.utilization : 0
  const at = crossover({
    capacityPerMonth: serving.perMonth.expected,
    overheadPerMonth: sum(overhead.map(cost => cost.usdPerMonth)),
    apiPerRequest: api,
    capacityRequests:
      measured === 0 || workload.traffic === null ? null : workload.traffic.expected / measured,
  })
  return {
    model: model ?? 'the API before',
    usdPerRequest: api,
    requestsPerMonth: at.requests,
    reachable: at.reachable,
    leavesOut: [...(overhead.length === 0 ? ['operations'] : []), 'network egress'],
  }
}
