import { expect, test } from 'vitest'
import { runCostWords } from './run-cost-words.ts'
import { quality } from './samples/quality.ts'

test.for([
  [{ usd: 0.4217, tests: 40, unknown: 0 }, 'running these evals cost $0.4217 (graders not counted)'],
  [
    { usd: 0.4217, tests: 40, unknown: 1 },
    'running these evals cost at least $0.4217 (1 test without tokens or a price, and graders, not counted)',
  ],
  [null, null],
] as const)('%o is %s', ([run, words]) => {
  expect(runCostWords(quality([20, 16, 20], { usd_of_run: run }))).toBe(words)
})
