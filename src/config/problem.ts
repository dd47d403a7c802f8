import type { Diagnostic } from '../model/diagnostic.ts'
import type { Places, Pointer } from './places.ts'

/** What is wrong with a key, before it is looked up where that key is written. */
export type Problem = {
  readonly code: string
  readonly severity: Diagnostic['severity']
  readonly pointer: Pointer
  readonly message: string
  readonly hint: string
}

export const located = (problem: Problem, places: Places): Diagnostic => ({
  code: problem.code,
  severity: problem.severity,
  message: problem.message,
  hint: problem.hint,
  ...places(problem.pointer),
})

/** A key as it is shown: `warn_at`, or item 2 of `budgets`. */
export function keyName(pointer: Pointer): string {
  const last = pointer.at(-1)
  if (last === undefined) return 'The file'
  return typeof last === 'number'
    ? `item ${last + 1} of ${keyName(pointer.slice(0, -1))}`
    : `\`${shown(last)}\``
}

/** A value in a sentence, on one line and short, whatever it holds. */
export function valueName(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return `\`${shown(String(value))}\``
}

/** Text of the file in a sentence: on one line, short, and without characters that a terminal acts on. */
export const shown = (text: string) => {
  const line = text.replace(/[\s\p{C}`]+/gu, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
