import type { BudgetConfig } from '../config/config.ts'
import { exceeds } from '../units.ts'
import type { Measure } from './measure.ts'

/**
 * `already-over`: broken at base and not made worse, so it blocks nobody. `near`: crossed the warning share
 * from below in this change. `unknown`: there is nothing to compare.
 */
export type BudgetStatus = 'ok' | 'near' | 'over' | 'already-over' | 'unknown'

export function statusOf(measure: Measure, budget: BudgetConfig): BudgetStatus {
  const { base, head, limit } = measure
  if (head === null) return 'unknown'
  if (isIncrease(measure)) return exceeds(head, limit) && !isSmall(measure, budget) ? 'over' : 'ok'
  const wasOver = (bound: number) => base !== null && exceeds(base, bound)
  if (exceeds(head, limit)) return wasOver(limit) && !exceeds(head, base ?? 0) ? 'already-over' : 'over'
  const warning = (budget.warn_at ?? 1) * limit
  return exceeds(head, warning) && !wasOver(warning) ? 'near' : 'ok'
}

export const isIncrease = ({ kind }: Measure) => kind.startsWith('increase.')

/** Below any of the thresholds of `ignore_below`, an increase is too small to talk about. */
function isSmall({ deltas }: Measure, budget: BudgetConfig): boolean {
  const below = budget.increase?.ignore_below
  if (below === undefined) return false
  const request = sum(
    deltas.map(({ head, base }) => less(head?.estimate.perRequest, base?.estimate.perRequest)),
  )
  const month = sum(deltas.map(({ head, base }) => less(head?.estimate.perMonth, base?.estimate.perMonth)))
  const percent = growthPercent(deltas)
  const under = (growth: number | null, threshold: number | undefined) =>
    growth !== null && threshold !== undefined && exceeds(threshold, growth)
  return (
    under(request, below.usd_per_request) ||
    under(month, below.usd_per_month) ||
    under(percent, below.percent)
  )
}

type Costs = { readonly expected: number } | null | undefined

const less = (head: Costs, base: Costs) => (head == null ? null : head.expected - (base?.expected ?? 0))

const sum = (amounts: readonly (number | null)[]) =>
  amounts.some(amount => amount === null)
    ? null
    : amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)

function growthPercent(deltas: Measure['deltas']): number | null {
  const monthly = deltas.every(({ head, base }) => (head ?? base)?.estimate.perMonth != null)
  const of = (side: 'base' | 'head') =>
    sum(
      deltas.map(
        delta => (delta[side]?.estimate[monthly ? 'perMonth' : 'perRequest'] ?? { expected: 0 }).expected,
      ),
    )
  const [base, head] = [of('base'), of('head')]
  return base === null || head === null || base === 0 ? null : (head / base - 1) * 100
}
