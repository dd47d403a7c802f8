/**
 * `unitcost.eval/v1`: what a run of evals measured, small enough to be committed. Never dollars, prompt texts or
 * answers. Same words as `EvalTest`, in snake_case.
 */
export type EvalEvidence = {
  readonly schema: 'unitcost.eval/v1'
  readonly tool: string
  /** ISO 8601 with its zone; null when the results do not say. */
  readonly ran_at: string | null
  /** What whoever imported it says was evaluated: claimed, not proven. */
  readonly commit: string | null
  /** Path of the suite's configuration. */
  readonly suite: string | null
  readonly results: readonly EvidenceResult[]
}

export type EvidenceResult = {
  readonly provider: string
  /** `provider/model` where the results tell it. */
  readonly model: string | null
  /** Path or name, never the text. */
  readonly prompt: string
  readonly prompt_sha256: string | null
  /** Of all tests, also those that are left out below. */
  readonly passed: number
  readonly failed: number
  readonly errors: number
  readonly tests: readonly EvidenceTest[]
  /** Tests that are counted above and not listed, so that the file stays small. */
  readonly left_out: number
}

export type EvidenceTest = {
  readonly id: string
  readonly attempts: number
  readonly passes: number
  readonly errors: number
  readonly critical: boolean
  readonly score: number | null
  readonly latency_ms: number | null
  readonly scores: Readonly<Record<string, number>>
  readonly usage: EvidenceUsage | null
}

export type EvidenceUsage = {
  readonly requests: number
  readonly input: number
  readonly cache_read: number
  readonly cache_write: number
  readonly output: number
  readonly reasoning: number
}
