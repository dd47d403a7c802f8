import type { BudgetConfig } from '../config/config.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { Range } from '../model/quantity.ts'
import { servingMeasures, type ServingKind } from './benchmark-limits.ts'
import type { JudgedDelta } from './rule.ts'

/** One limit of a budget with what it is compared to. Amounts are USD, or percent for `increase.percent`. */
export type Measure = {
  readonly kind: MeasureKind
  /** Null: all workloads of the budget together. */
  readonly workload: string | null
  readonly limit: number
  /** Null: nothing to compare (added), or not known. */
  readonly base: number | null
  readonly head: number | null
  readonly deltas: readonly JudgedDelta[]
}

export type MeasureKind =
  | ServingKind
  | 'usd_per_request'
  | 'usd_per_solved_task'
  | 'usd_per_outcome'
  | 'usd_per_month'
  | 'increase.percent'
  | 'increase.usd_per_request'
  | 'increase.usd_per_month'
  | 'increase.usd_per_outcome'

type Cost = 'perRequest' | 'perSolvedTask' | 'perOutcome' | 'perMonth'

/** Every limit of a budget: per request for each workload, per month for all that it covers together. */
export function measuresOf(budget: BudgetConfig, covered: readonly JudgedDelta[]): readonly Measure[] {
  const present = covered.filter(delta => delta.head !== null)
  const band = budget.band ?? 'expected'
  const each = (kind: MeasureKind, limit: number | undefined, of: (delta: JudgedDelta) => Sides) =>
    limit === undefined
      ? []
      : present.map(delta => ({ kind, limit, workload: delta.id, deltas: [delta], ...of(delta) }))
  const cost = (which: Cost) => (delta: JudgedDelta) => sidesOf(delta, which, band)
  const increase = budget.increase ?? {}
  return [
    ...servingMeasures(budget, present),
    ...each('usd_per_request', budget.usd_per_request, cost('perRequest')),
    ...each('usd_per_solved_task', budget.usd_per_solved_task, cost('perSolvedTask')),
    ...each('usd_per_outcome', budget.usd_per_outcome, cost('perOutcome')),
    ...together('usd_per_month', budget.usd_per_month, { covered, band }),
    ...each('increase.percent', increase.percent, delta => percentOf(delta, band)),
    ...each('increase.usd_per_request', increase.usd_per_request, delta =>
      growth(sidesOf(delta, 'perRequest', band)),
    ),
    ...each('increase.usd_per_outcome', increase.usd_per_outcome, delta =>
      growth(sidesOf(delta, 'perOutcome', band)),
    ),
    ...together('increase.usd_per_month', increase.usd_per_month, { covered, band }).map(measure => ({
      ...measure,
      ...growth(measure),
    })),
  ]
}

type Sides = { readonly base: number | null; readonly head: number | null }
type Band = keyof Range

function sidesOf(delta: JudgedDelta, which: Cost, band: Band): Sides {
  return { base: delta.base?.estimate[which]?.[band] ?? null, head: headCost(delta, which, band) }
}

/** The dearer of what head declares and what base declared for the same tree. */
function headCost({ head, strict }: JudgedDelta, which: Cost, band: Band): number | null {
  const own = amount(head?.estimate, which, band)
  const other = amount(strict, which, band)
  return own === null || other === null ? (own ?? other) : Math.max(own, other)
}

const amount = (estimate: Estimate | null | undefined, which: Cost, band: Band) =>
  estimate?.[which]?.[band] ?? null

/** A sum over what has a monthly cost; with a part that has a price nowhere, there is no sum. */
function together(
  kind: MeasureKind,
  limit: number | undefined,
  { covered, band }: { covered: readonly JudgedDelta[]; band: Band },
): readonly Measure[] {
  const monthly = covered.filter(
    delta => delta.base?.estimate.perMonth != null || delta.head?.estimate.perMonth != null,
  )
  if (limit === undefined || monthly.length === 0) return []
  const sides = monthly.map(delta => sidesOf(delta, 'perMonth', band))
  const lost = monthly.some(delta => delta.head !== null && headCost(delta, 'perMonth', band) === null)
  const add = (side: 'base' | 'head') => sides.reduce((sum, cost) => sum + (cost[side] ?? 0), 0)
  const workload = covered.length === 1 ? (covered[0]?.id ?? null) : null
  return [{ kind, workload, limit, base: add('base'), head: lost ? null : add('head'), deltas: monthly }]
}

/** An increase limit compares what was added: nothing at base, the growth at head. */
const growth = ({ base, head }: Sides): Sides => ({
  base: 0,
  head: base === null || head === null ? null : head - base,
})

/** Per request, else per month for what is paid by the hour alone. A new workload has grown from nothing. */
function percentOf(delta: JudgedDelta, band: Band): Sides {
  const request = sidesOf(delta, 'perRequest', band)
  const { base, head } =
    request.base === null || request.head === null ? sidesOf(delta, 'perMonth', band) : request
  return { base: 0, head: base === null || head === null || base === 0 ? null : (head / base - 1) * 100 }
}
