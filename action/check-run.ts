import { changes, drivers } from '../src/report/changes.ts'
import { driverAmount, driverWords } from '../src/report/driver-words.ts'
import { headline } from '../src/report/headline.ts'
import type { Place } from '../src/model/evidence.ts'
import { requestUnit } from '../src/report/request-unit.ts'
import type { Judged, Result } from '../src/report/result.ts'
import { visibleLine } from '../src/report/visible.ts'
import type { Judgement } from './judge.ts'

/** As GitHub takes them. https://docs.github.com/rest/checks/runs */
export type CheckAnnotation = {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

export type CheckRun = {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly CheckAnnotation[]
}

/** Annotations of one check run: more tell nobody anything, and each 50 cost a request. */
const MOST = 500

/** The report beside the files: what blocks and warns, and every line that moves the cost. */
export function checkRunOf(judgement: Judgement, summary: string): CheckRun {
  const { result } = judgement
  const all =
    result.verdict === null ? problems(result) : [...problems(result), ...findings(result), ...costs(result)]
  return {
    conclusion: judgement.fails ? 'failure' : result.verdict === 'pass' ? 'success' : 'neutral',
    title: visibleLine(headline(result), 200),
    summary,
    annotations: all.slice(0, MOST),
  }
}

const LEVELS = { error: 'failure', warning: 'warning', note: 'notice' } as const

const problems = ({ diagnostics }: Result): readonly CheckAnnotation[] =>
  diagnostics.flatMap(({ severity, code, message, hint, path, line }) =>
    annotation(LEVELS[severity], { title: code, message: `${message} ${hint}`, at: { path, line } }),
  )

const findings = (result: Judged): readonly CheckAnnotation[] =>
  result.findings.flatMap(({ level, waived, rule, budget, message, suggestions, at: [at] }) =>
    annotation(waived ? 'notice' : LEVELS[level], {
      title: `${budget ?? rule}${waived ? ` (waived by ${waived.by})` : ''}`,
      message: [message, ...suggestions.slice(0, 1)].join(' '),
      at,
    }),
  )

/** A cause stands at each of its lines. */
function costs(result: Judged): readonly CheckAnnotation[] {
  const unit = requestUnit(result)
  return changes(result).flatMap(({ workload }) =>
    drivers(workload).flatMap(driver =>
      driver.at.flatMap(at =>
        annotation('notice', {
          title: `${workload.id}: ${driverAmount(driver, unit)}`,
          message: driverWords(driver),
          at,
        }),
      ),
    ),
  )
}

type Said = { readonly title: string; readonly message: string; readonly at: Place | undefined }

/** Nothing where no line of a file can be named. */
function annotation(
  level: CheckAnnotation['annotation_level'],
  { title, message, at }: Said,
): readonly CheckAnnotation[] {
  if (at === undefined || at.path === '') return []
  const line = at.line ?? 1
  return [
    {
      path: at.path,
      start_line: line,
      end_line: line,
      annotation_level: level,
      title: visibleLine(title, 200),
      message: visibleLine(message, 2000) || '-',
    },
  ]
}
