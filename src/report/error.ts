import type { Diagnostic } from '../model/diagnostic.ts'
import { type ReportOptions, reportOptions } from './reporter.ts'
import type { NotJudged } from './result.ts'
import { displayWidth } from './terminal/grid.ts'
import { cell, paint, type Style } from './terminal/paint.ts'
import { placeText } from './terminal/place.ts'
import { screen, wrapped } from './terminal/screen.ts'
import { visibleLine } from './visible.ts'

type Told = {
  readonly level: Diagnostic['severity']
  readonly fact: string
  readonly why: string | null
  readonly remedy: string
}

/** A problem in a file: what and where, why that matters, what to do. For stderr. */
export function diagnosticText(diagnostic: Diagnostic, given: Partial<ReportOptions> = {}): string {
  const { severity, message, hint } = diagnostic
  const fact = `${placeText(diagnostic)}  ${visibleLine(message, 400)}`
  return screen(lines({ level: severity, fact, why: WHY[severity], remedy: hint }, reportOptions(given)))
}

/** The run itself failed: nothing was judged, so nothing passes. Exit code 2. */
export function errorText(
  { code, message, hint }: NotJudged['error'],
  given: Partial<ReportOptions> = {},
): string {
  const fact = `${visibleLine(message, 400)} (${visibleLine(code, 60)})`
  const why = 'Nothing was judged, so nothing passes (exit code 2).'
  return screen(lines({ level: 'error', fact, why, remedy: hint }, reportOptions(given)))
}

export const notJudgedText = (result: NotJudged, given: Partial<ReportOptions> = {}) =>
  [...result.diagnostics.map(one => diagnosticText(one, given)), errorText(result.error, given)].join('\n')

const WHY: Readonly<Record<Diagnostic['severity'], string | null>> = {
  error: 'What this file costs cannot be known, so the check does not pass.',
  warning: null,
  note: null,
}

const STYLES: Readonly<Record<Diagnostic['severity'], Style>> = {
  error: 'red',
  warning: 'yellow',
  note: 'dim',
}

function lines({ level, fact, why, remedy }: Told, { color, width }: ReportOptions): readonly string[] {
  const label = `${level}:`
  const indent = displayWidth(label) + 1
  const [first = '', ...rest] = wrapped(fact, width, indent)
  const below = [why, remedy]
    .filter(text => text !== null)
    .flatMap(text => wrapped(visibleLine(text, 400), width, indent))
  return [`${paint(cell(label, STYLES[level]), color)} ${first.trimStart()}`, ...rest, ...below]
}
