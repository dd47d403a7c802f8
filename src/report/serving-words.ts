import { unitUsd, usd, usdRange } from '../words/money.ts'
import { count, sharePercent, significant } from '../words/numbers.ts'
import type { ServingResult } from './result.ts'

/** What is said of capacity, a clause each: what is paid, how much of it is used, and against an API. */
export function servingWords(serving: ServingResult): readonly string[] {
  return [scaling(serving), use(serving), rate(serving), crossing(serving)].filter(words => words !== null)
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

const rate = ({ effective_usd_per_mtok: each }: ServingResult) =>
  each === null ? null : `${unitUsd(each)} per 1M tokens served`

function crossing({ crossover }: ServingResult): string | null {
  if (crossover === null) return null
  const { model, usd_per_request: api, requests_per_month: requests, reachable, leaves_out: left } = crossover
  const fits = { true: '', false: ', which it cannot carry', null: '' }[`${reachable}`]
  return `cheaper than ${model} (${usd(api)} per request) from ${count(requests)} requests a month${fits}; left out: ${left.join(', ')}`
}
