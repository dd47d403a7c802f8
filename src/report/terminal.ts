import { changes } from './changes.ts'
import { notJudgedText } from './error.ts'
import { headline } from './headline.ts'
import { type ReportOptions, type Reporter, reportOptions } from './reporter.ts'
import type { Judged, Result } from './result.ts'
import { changeLines } from './terminal/changes.ts'
import { findingLines } from './terminal/findings.ts'
import { cell, paint } from './terminal/paint.ts'
import { policyLines } from './terminal/policy.ts'
import { qualityLines } from './terminal/quality.ts'
import { screen, sides, spaced, wrapped } from './terminal/screen.ts'
import { summaryLine } from './terminal/summary.ts'
import { visibleLine } from './visible.ts'

/** What changed, on one screen: the headline, each changed workload with its causes, what blocks, the sum. */
export const terminal: Reporter = (result, given) => {
  const options = reportOptions(given)
  if (result.verdict === null) return notJudgedText(result, options)
  return screen([...top(result, options), '', ...commit(options), ...body(result, options)])
}

function top({ base, head, prices }: Judged, { width }: ReportOptions): readonly string[] {
  const [from, to] = [visibleLine(base.label, 40), visibleLine(head.label, 40)]
  return [sides(`unitcost   ${from} → ${to}`, `prices as of ${visibleLine(prices.as_of, 20)}`, width)]
}

/** The staged changes alone, in short, above everything that the branch changes. */
function commit(options: ReportOptions): readonly string[] {
  const { commit: alone, color } = options
  if (alone === null) return []
  const title = (text: string) => [`  ${paint(cell(text, 'dim'), color)}`]
  const lines = alone.verdict === null ? [] : changeLines(changes(alone), alone, { ...options, most: 3 })
  const all = spaced([title('THIS COMMIT ALONE'), head(alone, options), lines, title('THE WHOLE BRANCH')])
  return [...all, '']
}

const body = (result: Judged, options: ReportOptions) =>
  spaced([
    head(result, options),
    changeLines(changes(result), result, { ...options, most: 8 }),
    qualityLines(result, options),
    findingLines(result, options),
    policyLines(result, options),
    summaryLine(result, options),
  ])

const head = (result: Result, { width, color }: ReportOptions) =>
  wrapped(visibleLine(headline(result), 300), width, 2).map(line => paint(cell(line, 'bold'), color))
