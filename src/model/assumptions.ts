import type { Range } from './quantity.ts'

/**
 * What is filled in where nobody said, in tokens. A size depends only on the kind of part, never on its
 * wording: base and head assume the same, so an assumption alone never makes a difference.
 */
export type Assumptions = {
  readonly variable: Range
  readonly hiddenTool: Range
  readonly image: Range
  readonly audio: Range
  readonly file: Range
  /** How often the body of a loop over a list is sent. */
  readonly repetitions: Range
  /** `high` holds where no maximum is configured. */
  readonly output: Range
  readonly profileInput: number
  readonly profileOutput: number
}

export const ASSUMPTIONS: Assumptions = {
  variable: { low: 0, expected: 100, high: 1000 },
  hiddenTool: { low: 50, expected: 150, high: 500 },
  image: { low: 85, expected: 765, high: 1105 },
  audio: { low: 100, expected: 600, high: 6000 },
  file: { low: 250, expected: 2500, high: 25_000 },
  repetitions: { low: 0, expected: 1, high: 10 },
  output: { low: 20, expected: 300, high: 1000 },
  profileInput: 1000,
  profileOutput: 300,
}
