import { amount, MS, S, spreadOf } from './amounts.ts'
import type { Run, Spread } from './run.ts'

/** `request_rate` is a number, or "inf": then only the cap of requests in flight limits. */
export function openLoad(value: unknown): Run['load'] {
  const rate = amount(value, 'request_rate')
  const inFlight = amount(value, 'max_concurrency')
  if (rate !== null) return { kind: 'rate', value: rate }
  if (inFlight !== null) return { kind: 'concurrency', value: inFlight }
  return { kind: 'offline', value: null }
}

/** `median_ttft_ms`; InferenceX writes the same file in seconds, as `median_ttft`. */
export function latency(value: unknown, metric: string): Spread {
  const inMs = spreadOf(part => amount(value, `${PREFIX[part]}_${metric}_ms`), MS)
  const inSeconds = spreadOf(part => amount(value, `${PREFIX[part]}_${metric}`), S)
  return {
    mean: inMs.mean ?? inSeconds.mean,
    p50: inMs.p50 ?? inSeconds.p50,
    p95: inMs.p95 ?? inSeconds.p95,
    p99: inMs.p99 ?? inSeconds.p99,
  }
}

const PREFIX: Readonly<Record<keyof Spread, string>> = { mean: 'mean', p50: 'median', p95: 'p95', p99: 'p99' }
