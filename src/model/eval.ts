/** One test case of one prompt on one provider; repeats are attempts of one test. */
export type EvalTest = {
  /** Stable across runs and edits of the prompt: `testCaseId`, else a hash of vars and assertions; `#2` for the second of the same. */
  readonly id: string
  /** That got an answer. */
  readonly attempts: number
  /** Of the attempts. */
  readonly passes: number
  /** Attempts that ended in an error: neither passed nor failed, and not among `attempts`. */
  readonly errors: number
  /** It may never fail, however many others pass: `metadata.critical: true`. */
  readonly critical: boolean
  /** Mean, 0 … 1. */
  readonly score: number | null
  /** Mean of the attempts with an answer that was really asked for, not taken from a cache. */
  readonly latencyMs: number | null
  /** Named scores, each the mean of the attempts. */
  readonly scores: Readonly<Record<string, number>>
  /** Tokens of all attempts that were really paid; null: cached or not reported, so never 0. */
  readonly usage: EvalUsage | null
}

/** `input` includes `cacheRead` and `cacheWrite`; `output` includes `reasoning`. `requests`: attempts that it adds up. */
export type EvalUsage = {
  readonly requests: number
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
}

export type TestOutcome = 'passed' | 'failed' | 'error'

/** Repeats decide by majority; a test of which half or more ended in an error says nothing about quality. */
export function testOutcome({ attempts, passes, errors }: EvalTest): TestOutcome {
  if (errors >= attempts) return 'error'
  return passes * 2 > attempts ? 'passed' : 'failed'
}

export type Tally = { readonly passed: number; readonly failed: number; readonly errors: number }

/** How many tests passed, failed, and ended in an error. */
export function tallyTests(tests: readonly EvalTest[]): Tally {
  const count = (wanted: TestOutcome) => tests.filter(test => testOutcome(test) === wanted).length
  return { passed: count('passed'), failed: count('failed'), errors: count('error') }
}

/** Null for none: what nobody reported is not 0. */
export function addUsage(all: readonly EvalUsage[]): EvalUsage | null {
  if (all.length === 0) return null
  const sum = (key: keyof EvalUsage) => all.reduce((total, usage) => total + usage[key], 0)
  return {
    requests: sum('requests'),
    input: sum('input'),
    cacheRead: sum('cacheRead'),
    cacheWrite: sum('cacheWrite'),
    output: sum('output'),
    reasoning: sum('reasoning'),
  }
}
