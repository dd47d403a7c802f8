import { acceleratorFamily } from '../model/accelerator.ts'
import type { BenchmarkFact, BenchmarkPoint } from '../model/benchmark.ts'
import type { Place } from '../model/evidence.ts'
import type { LatencyTarget } from '../model/workload.ts'
import { HOURS_PER_MONTH } from '../units.ts'
import { weighed } from './served-tokens.ts'

/** What accelerators of one kind carry at the best load that keeps the latency target. */
export type Throughput = {
  /** Output tokens per second of one accelerator. */
  readonly outputTokensOfOne: number
  /** Work that one accelerator carries in a month, weighed as in `served-tokens.ts`. */
  readonly weighedPerMonth: number
  readonly point: BenchmarkPoint
  readonly at: Place
  readonly source: string
}

/**
 * The newest benchmark of that hardware that has a load inside the latency target, at its best such load. Never
 * the peak, never between measured loads; a point with a flag does not count.
 */
export function measuredThroughput(
  benchmarks: readonly BenchmarkFact[],
  accelerator: string,
  latency: LatencyTarget | null,
): Throughput | null {
  const family = acceleratorFamily(accelerator)
  const fitting = benchmarks
    .filter(({ hardware }) => family !== null && hardware && acceleratorFamily(hardware.name) === family)
    .toSorted((a, b) => compare(b.ranAt ?? '', a.ranAt ?? '') || compare(a.id, b.id))
  for (const { hardware, points, tool, at } of fitting) {
    const best = bestPoint(points, latency)
    if (hardware === null || best === null) continue
    return {
      point: best.point,
      weighedPerMonth:
        (weighed({ input: best.inputTokens, output: best.outputTokens }) * SECONDS_PER_MONTH) /
        hardware.count,
      outputTokensOfOne: best.outputTokens / hardware.count,
      at,
      source: `${tool} on ${hardware.count} × ${hardware.name}`,
    }
  }
  return null
}

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** The load with the most output inside the target. Requests that failed served nobody. */
export function bestPoint(points: readonly BenchmarkPoint[], latency: LatencyTarget | null) {
  const inside = points.filter(point => point.flags.length === 0 && keeps(point, latency))
  const rated = inside.flatMap(point => {
    const { requestsPerSecond, inputTokensPerSecond, outputTokensPerSecond } = point
    if (requestsPerSecond === null || outputTokensPerSecond === null) return []
    return {
      point,
      requests: requestsPerSecond,
      inputTokens: inputTokensPerSecond ?? 0,
      outputTokens: outputTokensPerSecond,
    }
  })
  return rated.toSorted((a, b) => b.outputTokens - a.outputTokens)[0] ?? null
}

/** A percentile that was not recorded keeps nothing. */
function keeps({ ttftMs, tpotMs }: BenchmarkPoint, latency: LatencyTarget | null): boolean {
  const within = (measured: number | null, limit: number | null) =>
    limit === null || (measured !== null && measured <= limit)
  return latency === null || (within(ttftMs.p95, latency.ttftP95Ms) && within(tpotMs.p95, latency.tpotP95Ms))
}
