import { matchesAny } from '../config/match.ts'
import type { BudgetConfig, WaiverConfig } from '../config/config.ts'
import { exceeds } from '../units.ts'
import type { Finding } from './finding.ts'
import { measuresOf } from './measure.ts'
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
export function waive(finding: Finding, waivers: readonly WaiverConfig[], terms: Waivable): Finding {
  const waiver = waivers.find(
    candidate =>
      (candidate.budget === undefined
        ? candidate.rule === finding.rule
        : candidate.budget === finding.budget) &&
      (candidate.workloads === undefined || matchesAny(candidate.workloads, finding.workload ?? '')) &&
      terms.date <= candidate.until &&
      withinCap(candidate, finding, terms),
  )
  if (waiver === undefined) return finding
  const { by, until, because } = waiver
  return { ...finding, waived: { by, until, because } }
}

/** Measured as a budget is: the same sum, the same band, the dearer declaration. An unknown cost is not below a cap. */
function withinCap({ up_to: cap = {} }: WaiverConfig, finding: Finding, { deltas, band }: Waivable): boolean {
  const concerned = deltas.filter(({ id, status }) =>
    finding.workload === null ? finding.budget !== null || status !== 'unchanged' : id === finding.workload,
  )
  const measures = measuresOf({ id: 'cap', band, ...cap }, concerned)
  const isKnown = (kind: string) => measures.some(measure => measure.kind === kind)
  return (
    Object.keys(cap).every(isKnown) &&
    measures.every(({ head, limit }) => head !== null && !exceeds(head, limit))
  )
}
