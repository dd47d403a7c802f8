import type { AnnotationProperties } from '@actions/core'
import type { Place } from '../src/model/evidence.ts'
import type { Result } from '../src/report/result.ts'
import { visibleLine } from '../src/report/visible.ts'

export type Annotation = {
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly where: AnnotationProperties
}

/** GitHub shows the first ten of each level. https://docs.github.com/actions/reference/workflow-commands */
const MOST = 10

/** What blocks and what warns, at its place in the files. What is waived is left out, as are notes. */
export function annotationsOf(result: Result): readonly Annotation[] {
  const all = [...run(result), ...findings(result), ...files(result)]
  const most = (level: Annotation['level']) => all.filter(one => one.level === level).slice(0, MOST)
  return [...most('error'), ...most('warning')]
}

const run = (result: Result): readonly Annotation[] =>
  result.verdict === null
    ? [
        annotation('error', {
          text: `${result.error.message}. ${result.error.hint}`,
          title: result.error.code,
        }),
      ]
    : []

const findings = ({ findings }: Result): readonly Annotation[] =>
  findings.flatMap(({ level, waived, message, suggestions, rule, budget, at }) => {
    const text = [message, ...suggestions.slice(0, 1)].join(' ')
    return level === 'note' || waived ? [] : [annotation(level, { text, title: budget ?? rule, at: at[0] })]
  })

const files = ({ diagnostics }: Result): readonly Annotation[] =>
  diagnostics.flatMap(({ severity, message, hint, code, path, line }) =>
    severity === 'note'
      ? []
      : [annotation(severity, { text: `${message} ${hint}`, title: code, at: { path, line } })],
  )

type Said = { readonly text: string; readonly title: string; readonly at?: Place | undefined }

const annotation = (level: Annotation['level'], { text, title, at }: Said): Annotation => ({
  level,
  message: visibleLine(text, 800),
  where: {
    title: visibleLine(`Unitcost: ${title}`, 120),
    ...(at && at.path !== '' ? { file: at.path } : {}),
    ...(at && at.line !== null ? { startLine: at.line } : {}),
  },
})
