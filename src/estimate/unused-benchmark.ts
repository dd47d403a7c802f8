import type { BenchmarkFact } from '../model/benchmark.ts'
import { plausiblePoints, WHY_IMPLAUSIBLE } from './plausible.ts'
import type { Limit } from './estimate.ts'
import { isOn, limitOf, type Asked } from './throughput.ts'

/** Why a benchmark of the model carries nothing here, for people; null where it does. */
export function whyUnused(fact: BenchmarkFact, asked: Asked): string | null {
  const { hardware, at } = fact
  const because = (why: string) => `${at.path} does not count: ${why}`
  if (hardware === null) return because('it does not say on what it ran')
  if (!isOn(fact, asked)) return because(`it ran on ${hardware.name}, not on ${asked.accelerator}`)
  const points = plausiblePoints(fact, asked.world.book.hardware(hardware.name))
  const limits = points.map(point => limitOf(point, asked.latency))
  const [worst] = limits.flatMap(limit => limit ?? [])
  if (limits.includes(null)) return null
  return because(worst === undefined ? 'it has no load' : WHY[worst])
}

const WHY: Readonly<Record<Limit, string>> = {
  ttft_p95: 'no load keeps the target for the first token (P95)',
  tpot_p95: 'no load keeps the target for the time per output token (P95)',
  highest_load: 'it has no load',
  saturated: 'it fell behind the rate that was asked for',
  needs_ladder: 'it is one load, and only a lighter one could tell whether it fell behind',
  client_bound: 'the load generator was the bottleneck',
  implausible: `it measures ${WHY_IMPLAUSIBLE}`,
  identity_mismatch: 'its rates, counts and duration contradict each other',
  prefix_cache_suspected: `it reads ${WHY_IMPLAUSIBLE}`,
  failed: 'too many of its requests failed',
  partial: 'it was stopped before its end',
  tokens_estimated: 'its server counts no tokens, only chunks were counted',
}
