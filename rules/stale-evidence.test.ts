import { expect, test } from 'vitest'
import { staleEvidence } from './stale-evidence.ts'
import { benchmark, delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

const deltas = [delta({ base: side({}, { perMonth: month(367) }), head: side({}, { perMonth: month(734) }) })]
const OLD = benchmark({ state: 'stale', ageDays: 121 })

test('says how old the measurement is that a changed workload rests on', () => {
  const said = drafts(staleEvidence, { deltas, benchmarks: [OLD] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ .unitcost/benchmarks/llama-1x-l4.json:?
    support-chat rests on a benchmark that is 121 days old (unitcost bench on 1 × NVIDIA L4); it counts for 90 days.
    Servers, drivers and weights change: what the machines carry today may be more or less.
    - Measure again with \`unitcost bench\`, or let the GPU job do it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('stale-evidence')])
})

test('a run without a date could be of any age', () => {
  const [said] = drafts(staleEvidence, { deltas, benchmarks: [benchmark({ state: 'stale', ageDays: null })] })
  expect(said?.message).toContain('a benchmark that is without a date (unitcost bench on 1 × NVIDIA L4)')
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

test('is silent where nothing changes the cost, and where there is nothing that could be old', () => {
  const same = [delta({ status: 'unchanged', base: side({}), head: side({}) })]
  expect(drafts(staleEvidence, { deltas: same, benchmarks: [OLD] })).toEqual([])
  const missing = benchmark({ state: 'missing', at: null, source: null, ageDays: null })
  const failed = benchmark({ ...OLD, state: 'failed', why: 'it has no load' })
  expect(drafts(staleEvidence, { deltas, benchmarks: [missing, failed] })).toEqual([])
})
