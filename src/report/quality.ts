/** How the recorded evals did before and after, over the tests that both sides ran. */
export type QualityResult = {
  readonly base: PassRate | null
  readonly head: PassRate | null
  /** ISO 8601; null: not told. */
  readonly ran_at: { readonly base: string | null; readonly head: string | null }
  /** With a margin of 5 points and at least 20 pairs; null: nothing can be paired. */
  readonly verdict: 'improved' | 'ok' | 'inconclusive' | 'regressed' | 'invalid' | null
  /** Why nothing can be paired; null where it is. */
  readonly unpaired: 'same-run' | 'totals' | 'no-base' | 'no-head' | null
  /** head − base of the pass rate over the pairs, −1 … 1, and where it lies with 5 % on each side. */
  readonly delta: number | null
  readonly interval: Interval | null
  /** Tests that both sides ran and judged. */
  readonly paired: number | null
  readonly table: {
    readonly both: number
    readonly lost: number
    readonly won: number
    readonly neither: number
  } | null
  /** Ids of tests, at most 100 each: passed before and fail now, the other way, and the critical ones of the lost. */
  readonly lost: readonly string[]
  readonly won: readonly string[]
  readonly critical: readonly string[]
  /** Pairs that are left out because one side ended in an error. */
  readonly errors: number
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The smallest drop, 0 … 1, that so many pairs show four times out of five; null: not even one half. */
  readonly visible_drop: number | null
  readonly latency_ms: { readonly base: number | null; readonly head: number | null }
  /** What the evals themselves cost for each test that passed, at our prices. */
  readonly usd_per_solved_task: {
    readonly base: SolvedResult | null
    readonly head: SolvedResult | null
    readonly ratio: { readonly value: number; readonly interval: Interval | null } | null
  }
  /** What the suite itself allows a test, and how many go beyond it at our prices; null: it sets no limit. */
  readonly suite: {
    readonly usd_per_test: number | null
    readonly latency_ms: number | null
    readonly score: number | null
    readonly dearer: number
    readonly slower: number
  } | null
  /** What head's run of the evals cost, at our prices and without graders; `unknown`: tests that are not in it. */
  readonly usd_of_run: { readonly usd: number; readonly tests: number; readonly unknown: number } | null
  /** A model of the same run that costs less and is not worse. */
  readonly cheaper_model: {
    readonly model: string
    readonly instead: string
    readonly saving_per_request: number
    readonly saving_per_month: number | null
    readonly tests: number
    readonly verdict: string
    readonly delta: number
    readonly interval: Interval
  } | null
}

export type Interval = { readonly low: number; readonly high: number }

/** `expected` null: not one of the tests was solved. `interval` null: no finite estimate. */
export type SolvedResult = {
  readonly tests: number
  readonly expected: number | null
  readonly interval: Interval | null
}

export type PassRate = { readonly passed: number; readonly total: number }
