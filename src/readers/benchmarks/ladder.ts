import type { BenchmarkFlag, BenchmarkPoint } from '../../model/benchmark.ts'
import { over } from './amounts.ts'

/**
 * Flags the loads that did not keep up: less than 90 % of the offered rate, after the time of one unhurried answer
 * is taken off the duration, because a short run ends with it. The lightest load tells that time; without a
 * lighter one a run can hide its own queue in it.
 */
export function ladderOf(points: readonly BenchmarkPoint[]): readonly BenchmarkPoint[] {
  const [lightest] = points.toSorted((a, b) => weight(a) - weight(b))
  return points.map(point => {
    const flag = lightest === undefined ? null : behind(point, lightest)
    return flag === null ? point : { ...point, flags: [...new Set([...point.flags, flag])] }
  })
}

const weight = ({ load, requestsPerSecond }: BenchmarkPoint) => load.value ?? requestsPerSecond ?? 0

function behind(point: BenchmarkPoint, lightest: BenchmarkPoint): BenchmarkFlag | null {
  const { load, succeeded, durationSeconds: seconds, requestsPerSecond } = point
  if (load.kind !== 'rate' || load.value === null || load.value === 0) return null
  const kept = (rate: number | null) => rate === null || rate >= KEEPS_UP * (load.value ?? 0)
  if (kept(requestsPerSecond)) return null
  const answer = unhurried(lightest)
  if (seconds === null || answer === null || seconds <= answer) return 'saturated'
  if (!kept(over(succeeded, seconds - answer))) return 'saturated'
  return lightest === point ? 'needs_ladder' : null
}

const KEEPS_UP = 0.9

/** Seconds of an answer: end to end, else first token and the rest one by one. */
function unhurried({ endToEndMs, ttftMs, tpotMs, outputTokens }: BenchmarkPoint): number | null {
  if (endToEndMs.p50 !== null) return endToEndMs.p50 / 1000
  if (ttftMs.p50 === null || tpotMs.p50 === null || outputTokens === null) return null
  return (ttftMs.p50 + tpotMs.p50 * Math.max(0, outputTokens - 1)) / 1000
}
