import { limitAmount, limitName } from '../limits.ts'
import { plural } from '../../words/numbers.ts'
import type { FindingResult } from '../result.ts'
import { code, prose } from './escape.ts'
import { folded, table } from './folded.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'
import { MOST_STEPS } from './steps.ts'

/** Every limit that was checked with what it was compared with, then everything that rules and budgets say. */
export function budgetsAndRules({ result, link }: Page): string | null {
  const { budgets, findings } = result
  if (budgets.length === 0 && findings.length === 0) return null
  const rows = budgets.map(({ id, workload, limit_kind: kind, limit, base, head, status, at }) => [
    code(id, 60),
    workload === null ? 'all together' : code(workload, 60),
    prose(limitName(kind), 60),
    limitAmount(kind, limit),
    compared(kind, base, head),
    STATUS[status],
    place(at, link),
  ])
  const head = ['budget', 'workload', 'limits', 'limit', 'before → now', 'status', 'where']
  const list = findings.map(finding => item(finding, link))
  const text = [rows.length > 0 ? table([head, ...rows], 'lllrrll') : null, list.join('\n') || null]
  return folded(budgetTitle(budgets.length, findings), text.filter(part => part !== null).join('\n\n'))
}

/** Remarks on files, without the errors that the steps name already. */
export function otherFiles({ result, link }: Page): string | null {
  const [errors, others] = [true, false].map(error =>
    result.diagnostics.filter(({ severity }) => (severity === 'error') === error),
  )
  const list = [...(errors ?? []).slice(MOST_STEPS), ...(others ?? [])].map(
    ({ severity, path, line, message, hint }) =>
      `- ${severity}: ${place({ path, line }, link)} ${prose(message)} ${prose(hint)}`,
  )
  return list.length === 0 ? null : folded(`${plural(list.length, 'remark')} on files`, list.join('\n'))
}

const STATUS = {
  ok: 'ok',
  near: 'near',
  over: 'over',
  'already-over': 'over before',
  unknown: 'unknown',
} as const

function budgetTitle(limits: number, findings: readonly FindingResult[]): string {
  const of = (level: FindingResult['level']) =>
    findings.filter(finding => finding.level === level && finding.waived === null).length
  const told = [
    [of('error'), 'blocked'],
    [of('warning'), 'warned'],
    [of('note'), 'noted'],
    [findings.filter(({ waived }) => waived !== null).length, 'waived'],
  ] as const
  const words = told.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
  const checked = limits > 0 ? [`${plural(limits, 'limit')} checked`] : []
  return `Budgets and rules: ${[...checked, ...words].join(', ')}`
}

function item(
  { level, rule, budget, workload, message, why, at, waived }: FindingResult,
  link: Page['link'],
) {
  const [first] = at
  const where = first ? ` ${place(first, link)}` : ''
  const whose = workload === null ? '' : ` (${code(workload, 60)})`
  return `- ${waived ? 'waived' : level} ${code(budget ?? rule)}${whose}${where}: ${[message, why]
    .filter(text => text !== '')
    .map(text => prose(text))
    .join(' ')}`
}

/** An increase is one number already; everything else has a before and an after. */
function compared(kind: string, base: number | null, head: number | null): string {
  const now = limitAmount(kind, head)
  if (base === null || base === head || kind.startsWith('increase.') || kind === 'quality.max_drop')
    return now
  return `${limitAmount(kind, base)} → ${now}`
}
