import { acceleratorFamily } from '../model/accelerator.ts'
import type { BenchmarkFact, BenchmarkPoint, Hardware } from '../model/benchmark.ts'
import type { Place } from '../model/evidence.ts'
import type { LatencyTarget } from '../model/workload.ts'
import type { Limit } from './estimate.ts'
import { plausiblePoints } from './plausible.ts'
import { SECONDS_PER_MONTH } from './serving-cost.ts'
import { weighed } from './served-tokens.ts'
import type { World } from './world.ts'

/** What accelerators of one kind carry at the best load that keeps the latency target. */
export type Throughput = {
  /** Work that one accelerator carries in a month, weighed as in `served-tokens.ts`. */
  readonly weighedPerMonth: number
  readonly point: BenchmarkPoint
  readonly hardware: Hardware
  readonly limitedBy: Limit
  readonly at: Place
  readonly source: string
}

export type Asked = {
  readonly accelerator: string
  readonly latency: LatencyTarget | null
  readonly world: World
}

/**
 * The newest benchmark of that hardware that has a load inside the latency target, at its best such load. Never
 * the peak, never between measured loads; a point with a flag does not count.
 */
export function measuredThroughput(benchmarks: readonly BenchmarkFact[], asked: Asked): Throughput | null {
  for (const fact of benchmarks.filter(each => isOn(each, asked)).toSorted(newestFirst)) {
    const { hardware, tool, at } = fact
    const points = plausiblePoints(fact, asked.world.book.hardware(hardware?.name ?? ''))
    const best = bestPoint(points, asked.latency)
    if (hardware === null || best === null) continue
    return {
      point: best.point,
      hardware,
      weighedPerMonth: (weighed(best) * SECONDS_PER_MONTH) / hardware.count,
      limitedBy: limitAbove(best, points, asked.latency),
      at,
      source: `${tool} on ${hardware.count} × ${hardware.name}`,
    }
  }
  return null
}

export function isOn({ hardware }: BenchmarkFact, { accelerator }: Asked): boolean {
  const family = acceleratorFamily(accelerator)
  return family !== null && hardware !== null && acceleratorFamily(hardware.name) === family
}

const newestFirst = (a: BenchmarkFact, b: BenchmarkFact) =>
  compare(b.ranAt ?? '', a.ranAt ?? '') || compare(a.id, b.id)

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

type Rated = { readonly point: BenchmarkPoint; readonly input: number; readonly output: number }

/** The load with the most output inside the target. Requests that failed served nobody. */
export function bestPoint(points: readonly BenchmarkPoint[], latency: LatencyTarget | null): Rated | null {
  const inside = points.filter(point => limitOf(point, latency) === null)
  return inside.flatMap(rated).toSorted((a, b) => b.output - a.output)[0] ?? null
}

/** A rate that is not known carries nothing; nor does a server that writes next to nothing. */
function rated(point: BenchmarkPoint): readonly Rated[] {
  const { requestsPerSecond, inputTokensPerSecond: input, outputTokensPerSecond: output } = point
  if (requestsPerSecond === null || input === null || output === null) return []
  return output < LEAST_OUTPUT ? [] : [{ point, input, output }]
}

/** Tokens per second. Less would make a used part without bound. */
const LEAST_OUTPUT = 1e-6

function limitAbove(best: Rated, points: readonly BenchmarkPoint[], latency: LatencyTarget | null): Limit {
  const above = points.flatMap(rated).filter(({ output }) => output > best.output)
  const [next] = above.toSorted((a, b) => a.output - b.output)
  return (next && limitOf(next.point, latency)) ?? 'highest_load'
}

/** What speaks against a load; null: nothing. A percentile that was not recorded keeps no target. */
export function limitOf(
  { flags, ttftMs, tpotMs }: BenchmarkPoint,
  latency: LatencyTarget | null,
): Limit | null {
  const breaks = (measured: number | null, limit: number | null) =>
    limit !== null && (measured === null || measured > limit)
  const [flag] = flags
  if (flag !== undefined) return flag
  if (latency === null) return null
  if (breaks(ttftMs.p95, latency.ttftP95Ms)) return 'ttft_p95'
  return breaks(tpotMs.p95, latency.tpotP95Ms) ? 'tpot_p95' : null
}
