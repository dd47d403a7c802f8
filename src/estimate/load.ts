import type { Workload } from '../model/workload.ts'
import { HOURS_PER_MONTH, usdPerRequest } from '../units.ts'
import type { CapacityCost } from './capacity.ts'
import type { Load, LoadPoint } from './estimate.ts'
import { isOwn } from './own.ts'
import { bitsOf, computeBound, statedParameters } from './roofline.ts'
import { weighed, type ServedTokens } from './served-tokens.ts'
import { energyOf, SECONDS_PER_MONTH, usdOfRequest } from './serving-cost.ts'
import { targetsOf } from './texts.ts'
import { measuredThroughput, type Throughput } from './throughput.ts'
import type { World } from './world.ts'

export type Around = { readonly served: ServedTokens | null; readonly world: World }

/** Tokens a month ÷ tokens that fit into a month, output weighing more. */
export function loadOf(workload: Workload, costs: readonly CapacityCost[], around: Around): Load | null {
  const machines = machinesOf(costs)
  if (machines === null || around.served === null) return null
  const { served, world } = around
  const { benchmarks, latency } = workload
  const measured = measuredThroughput(benchmarks, { accelerator: machines.name, latency, world })
  return measured === null
    ? boundedLoad(workload, around, machines)
    : measuredLoad(measured, { workload, served, machines, costs })
}

export type Machines = { readonly name: string; readonly count: number }

/** Machines of several kinds carry unlike loads: one figure for all would be invented. */
export function machinesOf(costs: readonly CapacityCost[]): Machines | null {
  const all = costs.flatMap(({ accelerators }) => accelerators ?? [])
  const [first] = all
  if (first === undefined || all.length < costs.length || all.some(({ name }) => name !== first.name))
    return null
  const count = all.reduce((sum, accelerators) => sum + accelerators.count.expected, 0)
  return count === 0 ? null : { name: first.name, count }
}

type Terms = {
  readonly workload: Workload
  readonly served: ServedTokens
  readonly machines: Machines
  readonly costs: readonly CapacityCost[]
}

function measuredLoad(measured: Throughput, terms: Terms): Load {
  const { served, machines } = terms
  const utilization = weighed(served) / (measured.weighedPerMonth * machines.count)
  const point = pointOf(measured, terms, utilization)
  return {
    ...used(utilization),
    outputTokensPerSecond: point.outputTokensPerSecond,
    basis: 'measured',
    at: measured.at,
    source: measured.source,
    point,
  }
}

const used = (utilization: number) => ({ utilization, idleShare: Math.max(0, 1 - utilization) })

function pointOf({ point, hardware, limitedBy }: Throughput, terms: Terms, utilization: number): LoadPoint {
  const { workload, machines, costs } = terms
  const scaled = (rate: number | null) => ((rate ?? 0) / hardware.count) * machines.count
  const usdPerHour = costs.reduce((sum, { perMonth }) => sum + perMonth.expected, 0) / HOURS_PER_MONTH
  const most = utilization === 0 ? 0 : (workload.traffic?.expected ?? 0) / utilization / SECONDS_PER_MONTH
  const energy =
    point.averageWatt === null ? null : energyOf(point.averageWatt, point.outputTokensPerSecond ?? 0)
  return {
    requestsPerSecond: scaled(point.requestsPerSecond),
    inputTokensPerSecond: scaled(point.inputTokensPerSecond),
    outputTokensPerSecond: scaled(point.outputTokensPerSecond),
    ttftP95Ms: point.ttftMs.p95,
    tpotP95Ms: point.tpotMs.p95,
    limitedBy,
    usdPerRequestAtFullUse: most === 0 ? null : usdPerRequest(usdOfRequest(usdPerHour, most)),
    joulesPerOutputToken: energy?.joulesPerToken ?? null,
  }
}

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
    point: null,
  }
}
