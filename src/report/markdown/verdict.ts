import { plural } from '../../words/numbers.ts'
import { blockers, placeOf } from '../reason.ts'
import type { FindingResult } from '../result.ts'
import { code } from './escape.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

/** Whether it may be merged, and because of what. Null where there is nothing to say about that. */
export function verdict(page: Page): string | null {
  const { result, link } = page
  const unread = result.diagnostics.filter(({ severity }) => severity === 'error')
  const [first] = unread
  if (first) {
    const more = unread.length > 1 ? ` and ${plural(unread.length - 1, 'more file')}` : ''
    return `**Blocked**, because ${place(first, link)}${more} cannot be read: what it costs is not known.`
  }
  const causes = [...new Set(blockers(result).map(finding => cause(finding, page)))]
  if (causes.length > 0)
    return `**Blocked** by ${causes.slice(0, 3).join(', ')}${causes.length > 3 ? ' and others' : ''}.`
  if (result.verdict === 'warn') return `**Not blocked**, ${plural(Math.max(warnings(page), 1), 'warning')}.`
  if (result.findings.some(({ waived, level }) => waived !== null && level === 'error'))
    return '**Not blocked**, because the limit is waived.'
  const over = result.budgets.some(({ status }) => status === 'over')
  return over ? '**Not blocked**, because this limit is only observed.' : null
}

function cause(finding: FindingResult, { result, link }: Page): string {
  const at = placeOf(result, finding)
  const what = finding.budget === null ? `rule ${code(finding.rule)}` : `budget ${code(finding.budget)}`
  return at ? `${what} (${place(at, link)})` : what
}

const warnings = ({ result: { findings, diagnostics } }: Page) =>
  findings.filter(({ level, waived }) => level === 'warning' && waived === null).length +
  diagnostics.filter(({ severity }) => severity === 'warning').length
