import type { Place } from '../model/evidence.ts'
import type { BudgetResult, FindingResult, Judged } from './result.ts'
import { type Change, changes, drivers, losesMonth } from './changes.ts'
import { driverWords } from './driver-words.ts'
import { limitWords } from './limits.ts'
import { plural } from '../words/numbers.ts'

/** Why the number matters, or where it comes from: a broken limit, a rule, else the largest change. Plain text. */
export function reason(result: Judged): string | null {
  const blocking = blockers(result)
  const [first] = blocking
  if (first) return `${findingWords(result, first)}${more(blocking.length - 1, 'problem')}`
  const observed = tolerated(result)
  if (observed) return observed
  const all = changes(result)
  const [top] = all
  if (top) return `${changeWords(top)}${more(all.length - 1, 'workload')}`
  const warnings = result.findings.filter(({ level, waived }) => level === 'warning' && !waived)
  return warnings.length > 0 ? plural(warnings.length, 'warning') : null
}

/** What blocks besides unreadable files: errors that nobody waived. */
export const blockers = (result: Judged) =>
  result.findings.filter(({ level, waived }) => level === 'error' && waived === null)

/** Where a finding has its cause: the budget's own line for budgets, the place in the code for rules. */
export function placeOf(result: Judged, { budget, at }: FindingResult): Place | null {
  if (budget === null) return at[0] ?? null
  return result.budgets.find(({ id }) => id === budget)?.at ?? at.at(-1) ?? null
}

function findingWords(result: Judged, finding: FindingResult): string {
  const limit = limitOf(result, finding)
  if (limit) return limitWords(limit)
  if (finding.budget !== null) return finding.message.replace(/\.$/, '')
  return `${finding.workload ?? finding.at[0]?.path ?? 'this change'} breaks rule ${finding.rule}`
}

/** The limit on cost that a finding is about; null for rules, for quality, and where nothing can be compared. */
function limitOf(result: Judged, { budget, workload, level }: FindingResult): BudgetResult | null {
  const status = level === 'warning' ? ['over', 'near'] : ['over']
  const broken = result.budgets.filter(limit => limit.id === budget && status.includes(limit.status))
  return broken.find(limit => limit.workload === workload) ?? null
}

/** A limit that is over but does not block: waived, only observed, or only warned about. */
function tolerated(result: Judged): string | null {
  const findings = result.findings.filter(({ budget }) => budget !== null)
  const waived = findings.find(({ waived }) => waived !== null)
  if (waived?.waived) return `${findingWords(result, waived)}, waived until ${waived.waived.until}`
  const over = result.budgets.find(({ status }) => status === 'over')
  if (over) return `${limitWords(over)} (not enforced)`
  const near = result.budgets.find(({ status }) => status === 'near')
  return near && findings.some(({ level }) => level === 'warning') ? limitWords(near) : null
}

function changeWords(change: Change): string {
  const { workload, unpriced } = change
  if (unpriced) return `${workload.head?.unpriced[0] ?? 'no price'} (${workload.id})`
  if (losesMonth(change)) return `no traffic is declared for ${workload.id} any more`
  if (workload.status === 'added') return `${workload.id} is new`
  if (workload.status === 'removed') return `${workload.id} is removed`
  const [driver] = drivers(workload)
  return driver ? `${workload.id}, ${driverWords(driver)}` : workload.id
}

const more = (n: number, what: string) => (n > 0 ? `, and ${plural(n, `more ${what}`)}` : '')
