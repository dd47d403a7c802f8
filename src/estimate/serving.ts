import type { Call, Route, Target, Workload } from '../model/workload.ts'
import { HOURS_PER_MONTH, share, sum, usdPerRequest } from '../units.ts'
import { callCost } from './call.ts'
import { crossover, type CapacityCost } from './capacity.ts'
import type { Crossover, Load, Serving } from './estimate.ts'
import { total } from './line.ts'
import { bitsOf, computeBound, statedParameters } from './roofline.ts'
import { targetsOf } from './texts.ts'
import { measuredThroughput, type Throughput } from './throughput.ts'
import { servedTokens, weighed, type ServedTokens } from './served-tokens.ts'
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
    load,
    crossover: crossoverOf(workload, { perMonth: perMonth.expected, served, load, world }),
  }
}

type Around = { readonly served: ServedTokens | null; readonly world: World }

/** Tokens a month ÷ tokens that fit into a month, output weighing more. */
function loadOf(workload: Workload, costs: readonly CapacityCost[], { served, world }: Around): Load | null {
  const [serving] = costs.flatMap(({ accelerators }) => accelerators ?? [])
  const others = costs.filter(({ accelerators }) => accelerators?.name !== serving?.name)
  // Machines of several kinds carry unlike loads: one figure for all would be invented.
  if (served === null || serving === undefined || others.length > 0) return null
  const count = costs.reduce((all, { accelerators }) => all + (accelerators?.count.expected ?? 0), 0)
  if (count === 0) return null
  const measured = measuredThroughput(workload.benchmarks, serving.name, workload.latency)
  if (measured !== null) return measuredLoad(measured, served, count)
  return boundedLoad(workload, { served, world }, { name: serving.name, count })
}

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600

function measuredLoad(measured: Throughput, served: ServedTokens, count: number): Load {
  return {
    ...used(weighed(served) / (measured.weighedPerMonth * count)),
    outputTokensPerSecond: measured.outputTokensOfOne * count,
    basis: 'measured',
    at: measured.at,
    source: measured.source,
  }
}

const used = (utilization: number) => ({ utilization, idleShare: Math.max(0, 1 - utilization) })

type Machines = { readonly name: string; readonly count: number }

/** Nobody measured: the most that the hardware can compute bounds the used part from below. */
function boundedLoad(workload: Workload, { served, world }: Around, { name, count }: Machines): Load | null {
  const models = new Set([
    ...workload.capacity.flatMap(({ fact }) => fact.model ?? []),
    ...workload.calls.flatMap(targetsOf).flatMap(target => (isOwn(target) ? target.model : [])),
  ])
  const hardware = world.book.hardware(name)
  const parameters = [...models].map(statedParameters).find(stated => stated !== null) ?? null
  if (hardware === null || parameters === null || served === null) return null
  const quantization = workload.capacity.find(({ fact }) => fact.engine !== null)?.fact.engine?.quantization
  const bound = computeBound(hardware, parameters, bitsOf(quantization ?? null))
  if (bound === null) return null
  return {
    ...used((served.input + served.output) / (bound * count * SECONDS_PER_MONTH)),
    outputTokensPerSecond: null,
    basis: 'assumed',
    at: null,
    source: `the most that ${count} × ${hardware.name} can compute`,
  }
}

const isOwn = ({ deployment }: Target) => deployment === 'self-hosted' || deployment === 'provisioned'

type Terms = Around & { readonly perMonth: number; readonly load: Load | null }

/** Own capacity against the API that the same calls also name: a fallback, a share of the traffic. */
function crossoverOf(workload: Workload, { perMonth, load, world }: Terms): Crossover | null {
  const own = workload.calls.filter(call => targetsOf(call).some(isOwn))
  const overApi = own.map(call => apiCall(call))
  const [first] = overApi
  if (first == null || overApi.includes(null)) return null
  const bills = overApi.flatMap(api => (api === null ? [] : callCost(api.call, 'expected', world)))
  if (bills.some(({ unpriced }) => unpriced.length > 0)) return null
  const api = usdPerRequest(bills.reduce((cost, { lines }) => cost + total(lines), 0))
  if (api === 0) return null
  const overhead = workload.fixedCosts.filter(({ kind }) => kind === 'overhead')
  const { traffic } = workload
  const fit = load === null || load.basis !== 'measured' || traffic === null || load.utilization === 0
  const at = crossover({
    capacityPerMonth: perMonth,
    overheadPerMonth: sum(overhead.map(cost => cost.usdPerMonth)),
    apiPerRequest: api,
    capacityRequests: fit ? null : traffic.expected / load.utilization,
  })
  return {
    model: first.model,
    usdPerRequest: api,
    requestsPerMonth: at.requests,
    reachable: at.reachable,
    leavesOut: [...(overhead.length === 0 ? ['operations'] : []), 'network egress'],
  }
}

function apiCall(call: Call): { readonly call: Call; readonly model: string } | null {
  const target = targetsOf(call).find(
    ({ deployment, problem }) => deployment === 'on-demand' && problem === null,
  )
  if (target === undefined) return null
  const route: Route = { ...call.route, ...only(target), fallbacks: [], escalation: null, retries: 0 }
  return { call: { ...call, route }, model: target.model }
}

const only = (target: Target) => ({
  selection: 'weighted' as const,
  targets: [{ ...target, share: share(1) }],
})
