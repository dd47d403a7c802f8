import type { Percentiles } from '../../model/benchmark.ts'
import { known, over, percentilesOf } from './amounts.ts'
import type { Run } from './run.ts'

export type PerToken = {
  readonly percentiles: Percentiles
  /** What the tool states and what its own latencies give, in ms, where that is not the same. */
  readonly disagreement: { readonly stated: number; readonly computed: number } | null
}

/**
 * Time per output token after the first: (end to end − first token) ÷ (n − 1). Three things have this name, so
 * it is computed from the run's own latencies. Where the tool means something else, or is more than 25 % off,
 * its percentiles are not used: a high percentile cannot be computed from others.
 */
export function perToken(run: Run): PerToken {
  const { tpot } = run
  if (run.perToken === 'defined') return { percentiles: percentilesOf(tpot), disagreement: null }
  const computed = computedFrom(run)
  const stated = known(computed?.of === 'mean' ? tpot.mean : null, tpot.p50, tpot.mean)
  const only = { p50: computed?.ms ?? null, p95: null, p99: null }
  if (run.perToken === 'all-tokens') return { percentiles: only, disagreement: null }
  if (computed === null || stated === null)
    return { percentiles: withMiddle(run, computed?.ms ?? null), disagreement: null }
  const isOff = Math.abs(stated - computed.ms) > TOLERANCE * computed.ms
  return isOff
    ? { percentiles: only, disagreement: { stated, computed: computed.ms } }
    : { percentiles: withMiddle(run, computed.ms), disagreement: null }
}

const TOLERANCE = 0.25

function withMiddle({ tpot }: Run, computed: number | null): Percentiles {
  const { p50, p95, p99 } = percentilesOf(tpot)
  return { p50: p50 ?? tpot.mean ?? computed, p95, p99 }
}

function computedFrom({ ttft, endToEnd, outputTokens, stated }: Run) {
  const tokens = known(outputTokens, over(stated.output, stated.requests))
  if (tokens === null || tokens <= 1) return null
  const from = (of: 'mean' | 'p50') => {
    const [all, first] = [endToEnd[of], ttft[of]]
    return all === null || first === null || all < first ? null : { of, ms: (all - first) / (tokens - 1) }
  }
  return from('mean') ?? from('p50')
}
