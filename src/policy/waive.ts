import { matchesAny } from '../config/match.ts'
import type { WaiverConfig } from '../config/config.ts'
import { exceeds } from '../units.ts'
import type { Finding } from './finding.ts'
import type { JudgedDelta } from './rule.ts'

/**
 * Excuses a finding that a waiver of the base policy covers: the right rule or budget, the right workload,
 * not past its date, and not dearer than its cap. A waived finding stays visible and no longer counts.
 * @param date YYYY-MM-DD
 */
export function waive(
  finding: Finding,
  waivers: readonly WaiverConfig[],
  { deltas, date }: { readonly deltas: readonly JudgedDelta[]; readonly date: string },
): Finding {
  const waiver = waivers.find(
    candidate =>
      (candidate.budget === undefined
        ? candidate.rule === finding.rule
        : candidate.budget === finding.budget) &&
      (candidate.workloads === undefined || matchesAny(candidate.workloads, finding.workload ?? '')) &&
      date <= candidate.until &&
      withinCap(candidate, finding, deltas),
  )
  if (waiver === undefined) return finding
  const { by, until, because } = waiver
  return { ...finding, waived: { by, until, because } }
}

function withinCap({ up_to: cap }: WaiverConfig, finding: Finding, deltas: readonly JudgedDelta[]): boolean {
  if (cap === undefined) return true
  const concerned = deltas.filter(({ id, head, status }) =>
    finding.workload === null
      ? head !== null && status !== 'unchanged'
      : head !== null && id === finding.workload,
  )
  const months = concerned.map(delta => dearest(delta, 'perMonth'))
  const together = months.includes(null) ? null : months.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)
  return (
    below(together, cap.usd_per_month) &&
    concerned.every(
      delta =>
        below(dearest(delta, 'perRequest'), cap.usd_per_request) &&
        below(dearest(delta, 'perSolvedTask'), cap.usd_per_solved_task),
    )
  )
}

/** The dearer of both declarations, as the budget is judged. */
function dearest(
  { head, strict }: JudgedDelta,
  of: 'perRequest' | 'perSolvedTask' | 'perMonth',
): number | null {
  const costs = [head?.estimate[of], strict?.[of]].flatMap(cost => cost?.expected ?? [])
  return costs.length === 0 ? null : Math.max(...costs)
}

/** A cost that is not known is not below a cap. */
const below = (cost: number | null, cap: number | undefined) =>
  cap === undefined || (cost !== null && !exceeds(cost, cap))
