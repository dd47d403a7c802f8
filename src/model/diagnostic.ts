import type { Place } from './evidence.ts'

/**
 * A problem in a user's file. A value, never thrown: the rest of the tree is still read.
 * `error` blocks the merge, because the gate would otherwise pass on what it could not read.
 */
export type Diagnostic = {
  /** Stable and greppable: `yaml-syntax`, `config-unknown-key`. */
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  /** The fact, in one sentence without the place. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
} & Place

/** "Cannot judge": ends the run with exit code 2. Everything else that is thrown is a bug of ours. */
export class UnitcostError extends Error {
  override readonly name = 'UnitcostError'
  readonly code: string
  readonly hint: string
  /** The problems in files that led to it. */
  readonly diagnostics: readonly Diagnostic[]

  // oxlint-disable-next-line max-params -- an error is thrown in one line: what, why, remedy, evidence
  constructor(code: string, message: string, hint: string, diagnostics: readonly Diagnostic[] = []) {
    super(message)
    this.code = code
    this.hint = hint
    this.diagnostics = diagnostics
  }
}
