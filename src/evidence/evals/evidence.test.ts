import { expect, test } from 'vitest'
import { tallyTests, type EvalTest } from '../../model/eval.ts'
import { evidenceText } from '../text.ts'
import { evalEvidenceOf } from './evidence.ts'
import type { EvalRun } from './run.ts'

const passed = (id: string, changes: Partial<EvalTest> = {}): EvalTest => ({
  id,
  attempts: 1,
  passes: 1,
  errors: 0,
  critical: false,
  score: null,
  latencyMs: null,
  scores: {},
  usage: null,
  ...changes,
})

const run = (tests: readonly EvalTest[], changes: Partial<EvalRun> = {}): EvalRun => ({
  tool: 'promptfoo',
  ranAt: null,
  commit: null,
  prompts: new Map(),
  results: [
    {
      provider: 'openai:gpt-5-mini',
      prompt: 'prompts/triage.txt',
      ...tallyTests(tests),
      tests,
      outputTokens: [],
      inputTokens: [],
      reported: null,
    },
  ],
  ...changes,
})

const CLAIMS = { commit: null, suite: null }

const many = (offset: number) =>
  Array.from({ length: 20_000 }, (_, index) => passed(`ticket-${index + offset}`))

test('a large suite is counted whole and listed in part, the same part in every run', () => {
  const before = evalEvidenceOf(run(many(0)), CLAIMS).results[0]
  const after = evalEvidenceOf(run(many(1000)), CLAIMS).results[0]
  expect(before).toMatchObject({ passed: 20_000, left_out: 20_000 - (before?.tests.length ?? 0) })
  const ids = new Set(before?.tests.map(({ id }) => id))
  const both = after?.tests.filter(({ id }) => ids.has(id)).length ?? 0
  // A twentieth of the tests is new; of the others nearly all are listed again.
  expect(both / (after?.tests.length ?? 0)).toBeGreaterThan(0.9)
})

test('evidence of a large suite is a file that the gate reads, with every critical test', () => {
  const critical = Array.from({ length: 50 }, (_, index) => passed(`refund-${index}`, { critical: true }))
  const evidence = evalEvidenceOf(run([...many(0), ...critical]), CLAIMS)
  expect(evidenceText(evidence).length).toBeLessThan(2 ** 20)
  expect(evidence.results[0]?.tests.filter(test => test.critical)).toHaveLength(50)
})

test.for([
  ['0123456789abcdef0123456789abcdef01234567', '0123456789abcdef0123456789abcdef01234567'],
  ['0123456', null],
  ['$(reboot)', null],
  ['0123456789ABCDEF0123456789ABCDEF01234567', null],
] as const)('the commit %s of a file is kept as %s', ([commit, kept]) => {
  expect(evalEvidenceOf(run([passed('lost-card')], { commit }), CLAIMS).commit).toBe(kept)
})

test('what the gate would not read is not written', () => {
  const odd = run([passed('lost-card', { latencyMs: 1e308 })])
  expect(() => evalEvidenceOf(odd, CLAIMS)).toThrow(
    'would not be accepted as evidence: /results/0/tests/0/latency_ms',
  )
  expect(() => evalEvidenceOf(run([], { results: [] }), CLAIMS)).toThrow('it holds no rows')
})
