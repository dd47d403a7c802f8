import { unitUsd, usd, usdRange } from '../words/money.ts'
import { count, sharePercent, significant } from '../words/numbers.ts'
import type { ServingResult } from './result.ts'

/** What is said of capacity, a clause each: what is paid, how much of it is used, and against an API. */
export function servingWords(serving: ServingResult): readonly string[] {
  return [
    scaling(serving),
    use(serving),
    rate(serving),
    crossing(serving),
    ...serving.unused_benchmarks,
  ].filter(words => words !== null)
}

function scaling({ usd_per_month: { low, high } }: ServingResult): string | null {
  return low === high ? null : `autoscaling between ${usdRange(low, high)} a month`
}

function use({ load }: ServingResult): string | null {
  if (load === null) return null
  const { utilization, idle_share: idle, basis, source } = load
  if (utilization > 1)
    return `the traffic needs ${count(utilization)} times what it can carry (${source}): it does not fit`
  // A bound from below: `at least under 1 %` would say nothing.
  if (basis === 'assumed') return `at least ${significant(utilization * 100, 2)} % used (${source})`
  return `${sharePercent(utilization)} used, ${sharePercent(idle)} idle (${source})`
}

function rate({ effective_usd_per_mtok: each, split }: ServingResult): string | null {
  if (each === null) return null
  const apart =
    split === null
      ? ''
      : ` (${unitUsd(split.input_usd_per_mtok)} in, ${unitUsd(split.output_usd_per_mtok)} out, at 1 : ${significant(split.output_weight, 2)})`
  return `${unitUsd(each)} per 1M tokens served${apart}`
}

function crossing({ crossover }: ServingResult): string | null {
  if (crossover === null) return null
  const { model, usd_per_request: api, requests_per_month: requests, reachable, leaves_out: left } = crossover
  const fits = { true: '', false: ', which it cannot carry', null: '' }[`${reachable}`]
  return `cheaper than ${model} (${usd(api)} per request) from ${count(requests)} requests a month${fits}; left out: ${left.join(', ')}`
}

/** The measured load behind the used part, for whoever asks how a number came about. */
export function pointWords({ load }: ServingResult): readonly string[] {
  const point = load?.point ?? null
  if (point === null) return []
  const latency = [
    point.ttft_p95_ms === null ? [] : `first token within ${count(point.ttft_p95_ms)} ms (P95)`,
    point.tpot_p95_ms === null ? [] : `${count(point.tpot_p95_ms)} ms per token after it (P95)`,
  ].flat()
  const carried = `carries ${significant(point.requests_per_second, 3)} requests/s of the benchmark, ${count(point.input_tokens_per_second)} tokens/s in, ${count(point.output_tokens_per_second)} out`
  return [
    [carried, ...latency, LIMITS[point.limited_by] ?? `the next load is ${point.limited_by}`].join('; '),
    ...(point.usd_per_request_at_full_use === null
      ? []
      : [`${usd(point.usd_per_request_at_full_use)} per request if it were always used that far`]),
    ...(point.joules_per_output_token === null
      ? []
      : [`${significant(point.joules_per_output_token, 3)} J per output token`]),
  ]
}

const LIMITS: Readonly<Record<string, string>> = {
  ttft_p95: 'the first token keeps it from more',
  tpot_p95: 'the time per token keeps it from more',
  highest_load: 'nothing heavier was measured',
  saturated: 'it falls behind at the next load',
}
