import { matchesAny } from '../config/match.ts'
import type { BudgetConfig, WaiverConfig } from '../config/config.ts'
import { exceeds } from '../units.ts'
import type { CostedFinding, Finding, FindingCost, Waived } from './finding.ts'
import { measuresOf, type MeasureKind } from './measure.ts'
import type { JudgedDelta } from './rule.ts'

export type Waivable = {
  /** All workloads that the budget covers, or, for a rule, all of the change. */
  readonly deltas: readonly JudgedDelta[]
  /** What the budget compares. */
  readonly band: NonNullable<BudgetConfig['band']>
  /** YYYY-MM-DD */
  readonly date: string
}

/**
 * Excuses a finding that a waiver of the base policy covers: the right rule or budget, the right workload,
 * not past its date, and not dearer than its cap. A waived finding stays visible and no longer counts.
 */
export function waive(finding: Finding, waivers: readonly WaiverConfig[], terms: Waivable): CostedFinding {
  const waiver = waivers.find(
    candidate =>
      (candidate.budget === undefined
        ? candidate.rule === finding.rule
        : candidate.budget === finding.budget) &&
      (candidate.workloads === undefined || matchesAny(candidate.workloads, finding.workload ?? '')) &&
      terms.date <= candidate.until &&
      withinCap(candidate, finding, terms),
  )
  return { ...finding, cost: costOf(finding, terms), waived: waiver === undefined ? null : waived(waiver) }
}

const waived = ({ by, until, because, up_to: cap }: WaiverConfig): Waived => ({
  by,
  until,
  because,
  up_to: cap
    ? {
        usd_per_month: cap.usd_per_month ?? null,
        usd_per_request: cap.usd_per_request ?? null,
        usd_per_solved_task: cap.usd_per_solved_task ?? null,
      }
    : null,
})

/** A month of all that it is about together, and the dearest request. Unknown in part is unknown. */
function costOf(finding: Finding, terms: Waivable): FindingCost {
  const every = { id: 'cost', band: terms.band, usd_per_month: 0, usd_per_request: 0 }
  const measures = measuresOf(every, concernedBy(finding, terms))
  const dearest = (kind: MeasureKind) => {
    const amounts = measures.filter(measure => measure.kind === kind).map(({ head }) => head)
    const known = amounts.filter(amount => amount !== null)
    return known.length === 0 || known.length < amounts.length ? null : Math.max(...known)
  }
  return { usd_per_month: dearest('usd_per_month'), usd_per_request: dearest('usd_per_request') }
}

/** Measured as a budget is: the same sum, the same band, the dearer declaration. An unknown cost is not below a cap. */
function withinCap({ up_to: cap = {} }: WaiverConfig, finding: Finding, terms: Waivable): boolean {
  const measures = measuresOf({ id: 'cap', band: terms.band, ...cap }, concernedBy(finding, terms))
  const isKnown = (kind: string) => measures.some(measure => measure.kind === kind)
  return (
    Object.keys(cap).every(isKnown) &&
    measures.every(({ head, limit }) => head !== null && !exceeds(head, limit))
  )
}

const concernedBy = ({ workload, budget }: Finding, { deltas }: Waivable) =>
  deltas.filter(({ id, status }) =>
    workload === null ? budget !== null || status !== 'unchanged' : id === workload,
  )
