import { BANDS, type Band, type Range } from '../model/quantity.ts'
import type { FixedCost, Workload } from '../model/workload.ts'
import {
  perMonth,
  scale,
  sum,
  usdPerMonth,
  usdPerRequest,
  type UsdPerMonth,
  type UsdPerRequest,
} from '../units.ts'
import { callCost } from './call.ts'
import { capacityCost } from './capacity.ts'
import type { Component, Estimate, Metrics, Serving } from './estimate.ts'
import { merge, total, type Line } from './line.ts'
import { measuredNotes } from './measured-notes.ts'
import { servingOf } from './serving.ts'
import { targetsOf } from './texts.ts'
import type { World } from './world.ts'

/** What a workload costs per request, per solved task and per month: low, expected and high. */
export function estimate(workload: Workload, world: World): Estimate {
  const bills = inBands(band => workload.calls.map(call => callCost(call, band, world)))
  const capacity = workload.capacity.map(part => capacityCost(part, world))
  const reasons = [
    ...workload.problems,
    ...BANDS.flatMap(band => bills[band].flatMap(bill => bill.unpriced)),
    // A resource that is a workload of its own is not named twice.
    ...capacity.flatMap(cost => cost.unpriced).map(reason => reason.replace(`${workload.id}: `, '')),
  ]
  const unpriced = [...new Set(reasons)]
  const lines = inBands(band => bills[band].flatMap(bill => bill.lines))
  const api = inBands(band => usdPerRequest(total(lines[band])))
  const declaredMonth = sum(workload.fixedCosts.map(cost => cost.usdPerMonth))
  const fixed = inBands(band => sum([...capacity.map(cost => cost.perMonth[band]), declaredMonth]))
  const expected = merge(lines.expected)
  const request = unpriced.length > 0 ? null : requestCost(workload, api, fixed)
  const serving = servingOf(workload, capacity, world)
  return {
    perRequest: request,
    perMonth: unpriced.length > 0 ? null : monthCost(workload, api, fixed),
    ...solved(workload, request),
    unpriced,
    tokens: tokensOf(expected),
    metrics: metricsOf({ workload, lines: expected, request, serving }),
    serving,
    components: [
      ...expected.map(line => lineComponent(line, workload, world)),
      ...[...capacity.flatMap(cost => cost.components), ...workload.fixedCosts.map(fixedComponent)].map(
        part => capacityComponent(part, workload),
      ),
    ],
  }
}

const inBands = <Value>(of: (band: Band) => Value) => ({
  low: of('low'),
  expected: of('expected'),
  high: of('high'),
})

/** API cost plus the request's part of the capacity. Capacity that serves it has no cost per request without traffic. */
function requestCost(
  workload: Workload,
  api: Range<UsdPerRequest>,
  fixed: Range<UsdPerMonth>,
): Range<UsdPerRequest> | null {
  const { traffic, calls, capacity, fixedCosts } = workload
  if (calls.length === 0) return null
  if (capacity.length + fixedCosts.length === 0) return api
  if (traffic === null) return calls.flatMap(targetsOf).some(isOwnCapacity) ? null : api
  if (traffic.expected === 0) return null
  return inBands(band => usdPerRequest(api[band] + fixed[band] / traffic.expected))
}

const isOwnCapacity = (target: { readonly deployment: string }) =>
  target.deployment === 'self-hosted' || target.deployment === 'provisioned'

/** request × traffic + capacity. Without traffic only what is paid by the hour has a monthly cost. */
function monthCost(
  workload: Workload,
  api: Range<UsdPerRequest>,
  fixed: Range<UsdPerMonth>,
): Range<UsdPerMonth> | null {
  const { traffic, calls, capacity } = workload
  if (traffic !== null) return inBands(band => sum([perMonth(api[band], traffic[band]), fixed[band]]))
  if (capacity.length === 0) return null
  return calls.flatMap(targetsOf).every(isOwnCapacity) ? fixed : null
}

function solved(workload: Workload, request: Range<UsdPerRequest> | null) {
  const { quality, outcome } = workload
  const passRate = quality === null || quality.total === 0 ? null : quality.passed / quality.total
  if (request === null || passRate === null || passRate === 0)
    return { perSolvedTask: null, perOutcome: null }
  const perSolvedTask = inBands(band => scale(request[band], 1 / passRate))
  const perOutcome =
    outcome === null
      ? null
      : inBands(band =>
          usdPerRequest(perSolvedTask[band] * outcome.requests + (1 - passRate) * outcome.failureUsd),
        )
  return { perSolvedTask, perOutcome }
}

const INPUT_METERS: readonly string[] = ['input', 'cache_read', 'cache_write']

function tokensOf(lines: readonly Line[]): Estimate['tokens'] {
  const of = (meters: readonly string[]) =>
    lines.filter(line => meters.includes(line.meter)).reduce((tokens, line) => tokens + line.quantity, 0)
  return { input: of(INPUT_METERS), cached: of(['cache_read']), output: of(['output']) }
}

type Known = {
  readonly workload: Workload
  readonly lines: readonly Line[]
  readonly request: Range<UsdPerRequest> | null
  readonly serving: Serving | null
}

function metricsOf({ workload, lines, request, serving }: Known): Metrics {
  const { input, cached, output } = tokensOf(lines)
  const all = input + output
  const caches = workload.calls.some(call => call.caching.hitRate !== null)
  const fallbacks = workload.calls.flatMap(call => call.retries.fallbackRate?.expected ?? [])
  return {
    tokenEfficiency: all === 0 ? null : output / all,
    effectiveUsdPerMtok: all === 0 || request === null ? null : (request.expected / all) * 1e6,
    cacheHitRate: caches && input > 0 ? cached / input : null,
    fallbackRate: fallbacks.length === 0 ? null : Math.max(...fallbacks),
    utilization: serving?.load?.utilization ?? null,
  }
}

function lineComponent(line: Line, workload: Workload, world: World): Component {
  const { usd, ...row } = line
  const { traffic } = workload
  return {
    ...row,
    notes: measuredNotes(line, workload, world),
    perRequest: usdPerRequest(usd),
    perMonth: traffic === null ? null : usdPerMonth(usd * traffic.expected),
  }
}

const capacityComponent = (part: Component, { traffic, calls }: Workload): Component => ({
  ...part,
  perRequest:
    part.perMonth === null || traffic === null || traffic.expected === 0 || calls.length === 0
      ? null
      : usdPerRequest(part.perMonth / traffic.expected),
})

/** Declared money: its price is what the declaration says. */
const fixedComponent = ({ kind, usdPerMonth: amount, months, at }: FixedCost): Component => ({
  call: kind === 'overhead' ? 'running it' : `one-off, over ${months ?? 1} months`,
  target: kind,
  meter: kind === 'overhead' ? 'overhead' : 'one_off',
  quantity: 1,
  unitPrice: amount,
  perRequest: null,
  perMonth: amount,
  basis: 'declared',
  at,
  source: at.path,
  asOf: 'as declared',
  notes: [],
})
