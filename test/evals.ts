import { tallyTests, type EvalTest } from '../src/model/eval.ts'
import type { EvalFact, EvalResult } from '../src/model/fact.ts'
import type { Evaluation, OwnResult, Target } from '../src/model/workload.ts'

/** Recorded evaluation runs, as readers state them. */

/** One test that was asked once; `passes` 0 makes it fail. */
export const evalTest = (id: string, more: Partial<EvalTest> = {}): EvalTest => ({
  id,
  attempts: 1,
  passes: 1,
  errors: 0,
  critical: false,
  score: null,
  latencyMs: null,
  scores: {},
  usage: null,
  ...more,
})

export const evalResult = (tests: readonly EvalTest[], more: Partial<EvalResult> = {}): EvalResult => ({
  provider: 'openai:gpt-4o',
  prompt: 'prompts/answer.md',
  ...tallyTests(tests),
  tests,
  outputTokens: [],
  inputTokens: [],
  reported: null,
  ...more,
})

export const evalRun = (
  id: string,
  results: readonly EvalResult[],
  more: Partial<EvalFact> = {},
): EvalFact => ({
  kind: 'eval',
  id,
  at: { path: id, line: 1 },
  tool: 'promptfoo',
  ranAt: null,
  commit: null,
  results,
  ...more,
})

/** The evals of a workload: its tests on its one model. */
export const evaluationOf = (
  tests: readonly EvalTest[],
  { target = null, ...more }: Partial<Evaluation> & { readonly target?: Target | null } = {},
): Evaluation => ({
  at: { path: 'evals/results.json', line: null },
  ranAt: null,
  own: [ownResult(tests, { target })],
  others: [],
  limits: { usdPerTest: null, latencyMs: null, score: null },
  ...more,
})

export const ownResult = (tests: readonly EvalTest[], more: Partial<OwnResult> = {}): OwnResult => ({
  ...evalResult(tests),
  role: 'only',
  target: null,
  ...more,
})

/** So many tests `t01`, `t02` … of which the named ones fail. */
export const suiteOf = (size: number, failing: readonly number[] = [], more: Partial<EvalTest> = {}) =>
  Array.from({ length: size }, (_, index) =>
    evalTest(`t${String(index + 1).padStart(2, '0')}`, {
      passes: failing.includes(index + 1) ? 0 : 1,
      ...more,
    }),
  )
