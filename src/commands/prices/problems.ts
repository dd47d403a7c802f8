import type { Diagnostic } from '../../model/diagnostic.ts'
import { visibleLine } from '../../report/visible.ts'

/** One line a problem, and what to do about it under it. */
export const problemLines = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ severity, path, line, message, hint }) => {
      const place = `${visibleLine(path, 200)}${line === null ? '' : `:${line}`}`
      return `${severity}: ${place}: ${visibleLine(message, 500)}\n  ${visibleLine(hint, 500)}\n`
    })
    .join('')
