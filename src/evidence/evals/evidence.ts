import { createHash } from 'node:crypto'
import type { EvalTest } from '../../model/eval.ts'
import type { EvalEvidence, EvidenceResult, EvidenceTest } from '../../model/eval-evidence.ts'
import type { EvalResult } from '../../model/fact.ts'
import { whyNoEvidence } from '../../readers/evals/eval-evidence.ts'
import { refused } from '../refused.ts'
import type { EvalRun } from './run.ts'

export type Claims = {
  /** What whoever imports says was evaluated; it counts before what the file says. */
  readonly commit: string | null
  readonly suite: string | null
}

/**
 * The run as evidence of at most about `MOST_CHARACTERS`. Of a longer one critical tests are kept first and then
 * those whose id has the smallest hash: the same ones in every run of the suite, so that base and head still pair.
 * @throws UnitcostError `import-refused` when it would not be accepted as evidence
 */
export function evalEvidenceOf(run: EvalRun, claims: Claims): EvalEvidence {
  if (run.results.length === 0)
    throw refused('it holds no rows', 'Name the results of a run that tested something.')
  const total = run.results.reduce((sum, { tests }) => sum + tests.length, 0)
  const room = (tests: number) => (MOST_CHARACTERS * tests) / Math.max(total, 1)
  const evidence: EvalEvidence = {
    schema: 'unitcost.eval/v1',
    tool: run.tool,
    ran_at: run.ranAt,
    commit: claims.commit ?? (run.commit !== null && isCommit(run.commit) ? run.commit : null),
    suite: claims.suite,
    results: run.results.map(result => ({
      ...headOf(result, run),
      ...listed(result.tests, room(result.tests.length)),
    })),
  }
  const why = whyNoEvidence(evidence)
  if (why !== null)
    throw refused(`what it says would not be accepted as evidence: ${why}`, 'Look at who wrote this file.')
  return evidence
}

/** Files of a tree are read up to 1 MiB. */
const MOST_CHARACTERS = 900_000

/** Whole ids only: a short one can be made to mean another commit. */
export const isCommit = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

const headOf = ({ provider, prompt, passed, failed, errors }: EvalResult, { prompts, tool }: EvalRun) => ({
  provider,
  model: tool === 'promptfoo' || tool === 'junit' ? null : provider,
  prompt,
  prompt_sha256: prompts.get(prompt) ?? null,
  passed,
  failed,
  errors,
})

function listed(tests: readonly EvalTest[], room: number): Pick<EvidenceResult, 'tests' | 'left_out'> {
  const sized = tests.map(test => {
    const listed = evidenceTest(test)
    return { test: listed, size: JSON.stringify(listed).length + BETWEEN }
  })
  if (sized.reduce((sum, { size }) => sum + size, 0) <= room)
    return { tests: sized.map(({ test }) => test), left_out: 0 }
  const ranked = sized
    .map(each => ({ ...each, rank: each.test.critical ? '' : rankOf(each.test.id) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
  let used = 0
  const kept = new Set(ranked.filter(({ size }) => (used += size) <= room).map(({ test }) => test.id))
  return {
    tests: sized.flatMap(({ test }) => (kept.has(test.id) ? [test] : [])),
    left_out: tests.length - kept.size,
  }
}

/** A comma, a line break and the indentation. */
const BETWEEN = 10

const rankOf = (id: string) => createHash('sha256').update(id).digest('hex')

const evidenceTest = ({ latencyMs, usage, score, scores, ...test }: EvalTest): EvidenceTest => ({
  ...test,
  score: score === null ? null : rounded(score),
  latency_ms: latencyMs === null ? null : Math.round(latencyMs),
  scores: Object.fromEntries(Object.entries(scores).map(([name, value]) => [name, rounded(value)])),
  usage:
    usage === null
      ? null
      : {
          requests: usage.requests,
          input: usage.input,
          cache_read: usage.cacheRead,
          cache_write: usage.cacheWrite,
          output: usage.output,
          reasoning: usage.reasoning,
        },
})

const rounded = (value: number) => Math.round(value * 1e6) / 1e6
