import type { EvalResult } from '../../model/fact.ts'

/** A run as its results file tells it. */
export type EvalRun = {
  readonly tool: string
  readonly ranAt: string | null
  readonly commit: string | null
  readonly results: readonly EvalResult[]
  /** Name of a prompt in `results` → SHA-256 of its text, where exactly one text has that name. */
  readonly prompts: ReadonlyMap<string, string>
}
