/** One call of a model as a usage log tells it. Ids stay in memory and never reach the evidence. */
export type UsedCall = {
  readonly line: number
  /** Calls of one request share it. */
  readonly request: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** `provider/model` where the log tells the provider. */
  readonly model: string
  readonly apiVersion: string | null
  readonly feature: string | null
  /** Null: not recorded. `input` includes both cached parts. */
  readonly input: number | null
  readonly cacheRead: number | null
  readonly cacheWrite: number | null
  readonly output: number | null
  readonly durationMs: number | null
  /** Null: the log does not say which calls failed. */
  readonly failed: boolean | null
  /** What the log says it cost: a cross-check, never kept. */
  readonly usd: number | null
}

/** A row that is no call of a model: a tool that was run, an agent around its calls. */
export const NO_CALL = null
