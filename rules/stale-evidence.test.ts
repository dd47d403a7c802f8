import { expect, test } from 'vitest'
import { staleEvidence } from './stale-evidence.ts'
import { benchmark, delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

const deltas = [delta({ base: side({}, { perMonth: month(367) }), head: side({}, { perMonth: month(734) }) })]
const OLD = benchmark({ state: 'stale', ageDays: 121 })

test('says how old the measurement is that a changed workload rests on', () => {
  const said = drafts(staleEvidence, { deltas, benchmarks: [OLD] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ .unitcost/benchmarks/llama-1x-l4.json:?
    support-chat rests on a benchmark (unitcost bench on 1 × NVIDIA L4) of 121 days ago; a measurement counts for 90 days.
    Servers, models and prompts change: what was measured then may be more or less today.
    - Measure again with \`unitcost bench\`, or let the GPU job do it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('stale-evidence')])
})

test('a run without a date could be of any age', () => {
  const [said] = drafts(staleEvidence, { deltas, benchmarks: [benchmark({ state: 'stale', ageDays: null })] })
  expect(said?.message).toContain('rests on a benchmark (unitcost bench on 1 × NVIDIA L4) without a date')
})

test.for([
  { days: 90, said: 0, age: 90 },
  { days: 90, said: 1, age: 91 },
  { days: 30, said: 1, age: 31 },
  { days: 365, said: 0, age: 121 },
])('$age days with a limit of $days', ({ days, age, said }) => {
  const benchmarks = [benchmark({ ageDays: age })]
  expect(drafts(staleEvidence, { deltas, benchmarks, options: { days } })).toHaveLength(said)
})

test('evals are measured too', () => {
  const evaluation = (ranAt: string | null) => ({
    at: { path: 'evals/support/results.json', line: null },
    ranAt,
    own: [],
    others: [],
    limits: { usdPerTest: null, latencyMs: null, score: null },
  })
  const of = (ranAt: string | null) =>
    drafts(staleEvidence, { deltas: [delta({ head: side({ evaluation: evaluation(ranAt) }) })] })
  expect(told(of('2026-05-24T08:00:00Z'))).toMatchInlineSnapshot(`
    "support-chat @ evals/support/results.json:?
    support-chat rests on evals of 184 days ago; a measurement counts for 90 days.
    Servers, models and prompts change: what was measured then may be more or less today.
    - Run them again with \`unitcost eval\`, and commit the results."
  `)
  expect(of('2026-11-01T08:00:00Z')).toEqual([])
  expect(of(null)).toEqual([])
})

test('is silent where nothing changes the cost, and where there is nothing that could be old', () => {
  const same = [delta({ status: 'unchanged', base: side({}), head: side({}) })]
  expect(drafts(staleEvidence, { deltas: same, benchmarks: [OLD] })).toEqual([])
  const missing = benchmark({ state: 'missing', at: null, source: null, ageDays: null })
  const failed = benchmark({ ...OLD, state: 'failed', why: 'it has no load' })
  expect(drafts(staleEvidence, { deltas, benchmarks: [missing, failed] })).toEqual([])
})
