import { placeOf } from '../reason.ts'
import type { ReportOptions } from '../reporter.ts'
import type { FindingResult, Judged } from '../result.ts'
import { visible, visibleLine } from '../visible.ts'
import { cell, paint, type Style } from './paint.ts'
import { placeText } from './place.ts'
import { wrapped } from './screen.ts'

const MOST = 6

type Mark = { readonly sign: string; readonly word: string; readonly style: Style | null }

const MARKS: Readonly<Record<FindingResult['level'], Mark>> = {
  error: { sign: '✖', word: 'blocks', style: 'red' },
  warning: { sign: '!', word: 'warning', style: 'yellow' },
  note: { sign: '-', word: 'note', style: 'dim' },
}

const WAIVED: Mark = { sign: '-', word: 'waived', style: 'dim' }

/** What budgets and rules say, what blocks first: the fact, why it matters, what to do. */
export function findingLines(result: Judged, options: ReportOptions): readonly string[] {
  const ordered = (['error', 'warning', 'note'] as const).flatMap(level =>
    result.findings.filter(finding => finding.level === level),
  )
  const shown = ordered.slice(0, MOST).flatMap(finding => findingText(finding, result, options))
  const rest = ordered.length - MOST
  return rest > 0 ? [...shown, `  ${rest} more in --format markdown`] : shown
}

function findingText(
  finding: FindingResult,
  result: Judged,
  { color, width }: ReportOptions,
): readonly string[] {
  const mark = finding.waived ? WAIVED : MARKS[finding.level]
  const at = placeOf(result, finding)
  const name = visible(finding.budget ?? finding.rule, 60)
  const title = `${paint(cell(`${mark.sign} ${mark.word}`, mark.style), color)}  ${paint(cell(name, 'bold'), color)}`
  // A note is one line to know about; what blocks or warns is also why, and what to do.
  const more =
    finding.level === 'note' ? [] : [finding.why, ...finding.suggestions.slice(0, 3).map(text => `→ ${text}`)]
  const lines = [finding.message, ...more]
  return [
    `  ${title}${at ? `  ${paint(cell(placeText(at), 'dim'), color)}` : ''}`,
    ...lines.flatMap(text => wrapped(visibleLine(text, 400), width, 4)),
  ]
}
