import { tallyTests, type EvalTest } from '../src/model/eval.ts'
import type { EvalFact, EvalResult } from '../src/model/fact.ts'

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
