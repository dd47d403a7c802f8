import { againstApi } from '../estimate/against-api.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { Side } from './diff.ts'

/**
 * A workload that moves from an API to machines of its own: from how many requests a month the machines are
 * cheaper than the API that base asks. Head's estimate with that, where it does not know an API itself.
 */
export function comparedWithApi({ workload, estimate }: Side, base: Side): Estimate {
  const { serving } = estimate
  const before = base.estimate.perRequest
  if (serving === null || serving.crossover !== null) return estimate
  if (base.estimate.serving !== null || before === null) return estimate
  const [model = 'the API before'] = base.workload.calls.flatMap(({ route }) =>
    route.targets.map(target => target.model),
  )
  const crossover = againstApi(workload, serving, { model, usdPerRequest: before.expected })
  return { ...estimate, serving: { ...serving, crossover } }
}
