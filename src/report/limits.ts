import type { BudgetResult } from './result.ts'
import { usd } from '../words/money.ts'
import { sharePercent, signed, significant } from '../words/numbers.ts'

/** `$25,000/month`, `+10 %`, `5 pp`: an amount in the unit of a budget's limit. Null is `unknown`. */
export function limitAmount(kind: string, amount: number | null): string {
  if (amount === null) return 'unknown'
  return (AMOUNTS[kind] ?? significant)(amount)
}

/** `support-chat is over its limit of +$500/month`: what a budget found, for a headline. */
export function limitWords(budget: BudgetResult): string {
  const who = budget.workload ?? `budget ${budget.id}`
  const amount = limitAmount(budget.limit_kind, budget.limit)
  if (budget.status === 'over' && budget.limit_kind === 'quality.max_drop')
    return `evals of ${who} drop by more than ${amount}`
  if (budget.status === 'over' && budget.limit_kind === 'quality.min_pass_rate')
    return `evals of ${who} pass less than ${amount}`
  return `${who} ${STATUS[budget.status]} its limit of ${amount}`
}

/** `monthly cost`, `increase a month`: what the limit is about. */
export const limitName = (kind: string) => NAMES[kind] ?? kind

const AMOUNTS: Readonly<Record<string, (amount: number) => string>> = {
  usd_per_month: amount => `${usd(amount)}/month`,
  usd_per_mtok: amount => `${usd(amount)} per 1M tokens`,
  'latency.ttft_p95_ms': amount => `${significant(amount, 3)} ms to the first token`,
  'latency.tpot_p95_ms': amount => `${significant(amount, 3)} ms per output token`,
  usd_per_request: amount => `${usd(amount)} per request`,
  usd_per_solved_task: amount => `${usd(amount)} per solved task`,
  'increase.usd_per_month': amount => `${increase(amount, usd)}/month`,
  'increase.usd_per_request': amount => `${increase(amount, usd)} per request`,
  'increase.percent': amount => `${increase(amount, percent => significant(percent, 3))} %`,
  'quality.max_drop': amount => `${significant(amount * 100, 3)} pp`,
  'quality.min_pass_rate': sharePercent,
}

/** A limit of nothing is `+$0`: not `no change`, which is what an amount would be. */
const increase = (amount: number, words: (size: number) => string) =>
  amount === 0 ? `+${words(0)}` : signed(amount, words)

const NAMES: Readonly<Record<string, string>> = {
  usd_per_mtok: 'cost per million tokens served',
  'latency.ttft_p95_ms': 'time to the first token (P95)',
  'latency.tpot_p95_ms': 'time per output token (P95)',
  usd_per_month: 'cost per month',
  usd_per_request: 'cost per request',
  usd_per_solved_task: 'cost per solved task',
  'increase.usd_per_month': 'increase per month',
  'increase.usd_per_request': 'increase per request',
  'increase.percent': 'increase in percent',
  'quality.max_drop': 'drop of the pass rate',
  'quality.min_pass_rate': 'pass rate',
}

const STATUS: Readonly<Record<BudgetResult['status'], string>> = {
  ok: 'keeps',
  near: 'is near',
  over: 'is over',
  'already-over': 'was already over',
  unknown: 'cannot be shown to keep',
}
