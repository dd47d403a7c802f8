import type { Workload } from '../model/workload.ts'
import { sum, usdPerRequest } from '../units.ts'
import { againstApi } from './against-api.ts'
import { apiBeside } from './api-beside.ts'
import { callCost } from './call.ts'
import type { CapacityCost } from './capacity.ts'
import type { Crossover, Serving, Split } from './estimate.ts'
import { total } from './line.ts'
import { loadOf, machinesOf } from './load.ts'
import { isOwn } from './own.ts'
import { priceOf } from './price.ts'
import { OUTPUT_WEIGHT, servedTokens, type ServedTokens } from './served-tokens.ts'
import { splitUsdPerMtok } from './serving-cost.ts'
import { targetsOf } from './texts.ts'
import { whyUnused } from './unused-benchmark.ts'
import type { World } from './world.ts'

/** What the capacity of a workload is paid for and what it carries; null where it has none. */
export function servingOf(workload: Workload, costs: readonly CapacityCost[], world: World): Serving | null {
  if (workload.capacity.length === 0 || costs.some(({ unpriced }) => unpriced.length > 0)) return null
  const inBand = (band: 'low' | 'expected' | 'high') => sum(costs.map(({ perMonth }) => perMonth[band]))
  const perMonth = { low: inBand('low'), expected: inBand('expected'), high: inBand('high') }
  const served = servedTokens(workload, world)
  const load = loadOf(workload, costs, { served, world })
  const tokens = served === null ? 0 : served.input + served.output
  return {
    perMonth,
    effectiveUsdPerMtok: tokens === 0 ? null : (perMonth.expected / tokens) * 1e6,
    split:
      served === null || tokens === 0
        ? null
        : splitOf(perMonth.expected, served, outputWeight(workload, world)),
    load,
    unused: load?.basis === 'measured' ? [] : unusedOf(workload, costs, world),
    crossover: crossoverOf(workload, { perMonth, load, world }),
  }
}

function splitOf(usd: number, served: ServedTokens, weight: number): Split {
  const { input, output } = splitUsdPerMtok(usd, served, weight)
  return { inputUsdPerMtok: input, outputUsdPerMtok: output, outputWeight: weight }
}

/** As the API that the same calls name prices its tokens, so that the two compare. */
function outputWeight(workload: Workload, world: World): number {
  const [first] = besideOwn(workload)
  if (first == null) return OUTPUT_WEIGHT
  const price = priceOf(first.target, world)
  const tier = price.kind === 'found' ? price.tiers[0] : undefined
  return tier === undefined || tier.input === 0 ? OUTPUT_WEIGHT : tier.output / tier.input
}

const besideOwn = ({ calls }: Workload) =>
  calls.filter(call => targetsOf(call).some(isOwn)).map(call => apiBeside(call))

/** Without machines of one kind, benchmarks are not asked. */
function unusedOf({ benchmarks, latency }: Workload, costs: readonly CapacityCost[], world: World) {
  const machines = machinesOf(costs)
  if (machines === null) return []
  const asked = { accelerator: machines.name, latency, world }
  return benchmarks.flatMap(fact => whyUnused(fact, asked) ?? [])
}

type Paid = Pick<Serving, 'perMonth' | 'load'> & { readonly world: World }

/** Own capacity against the API that the same calls also name: a fallback, a share of the traffic. */
function crossoverOf(workload: Workload, { world, ...serving }: Paid): Crossover | null {
  const overApi = besideOwn(workload)
  const [first] = overApi
  if (first == null || overApi.includes(null)) return null
  const bills = overApi.flatMap(api => (api === null ? [] : callCost(api.call, 'expected', world)))
  if (bills.some(({ unpriced }) => unpriced.length > 0)) return null
  const api = usdPerRequest(bills.reduce((cost, { lines }) => cost + total(lines), 0))
  return againstApi(workload, serving, { model: first.target.model, usdPerRequest: api })
}
