import { expect, test } from 'vitest'
import type { BenchmarkChange } from '../src/diff/benchmark-change.ts'
import { benchmarkRegressed } from './benchmark-regressed.ts'
import { benchmark, drafts, pageExample, sentences, told } from './testing.ts'

/** A tenth more, give or take. */
const slower = (low: number, high: number, kind: BenchmarkChange['kind'] = 'tpot_p95'): BenchmarkChange => ({
  kind,
  base: 40,
  head: 46,
  change: { expected: 0.15, interval: { low, high } },
})

const said = (changes: readonly BenchmarkChange[], options = {}) =>
  drafts(benchmarkRegressed, { deltas: [], benchmarks: [benchmark({ changes })], options })

test('a rise whose whole interval is above the limit', () => {
  const found = said([slower(0.121, 0.18)])
  expect(told(found)).toMatchInlineSnapshot(`
    "support-chat @ .unitcost/benchmarks/llama-1x-l4.json:?
    support-chat: the time per output token (P95) at the same load is +15 % (+12 % … +18 %) against base (40 → 46 ms); the limit is +10 %.
    Even the lower end of the 95 % interval of the repeated runs is above the limit, so chance does not explain it.
    - Look at decoding: precision, batch size, or speculative decoding that was on.
    - Or take back what changed the engine, its arguments, the weights or the prompt."
  `)
  expect(found.map(sentences)).toEqual([pageExample('benchmark-regressed')])
})

test('the cost of a request has a limit of its own, and no milliseconds', () => {
  const change = slower(0.06, 0.24, 'usd_per_request')
  expect(said([change]).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "support-chat: the cost of a request, at the best load inside the latency target, is +15 % (+6 % … +24 %) against base; the limit is +5 %.",
    ]
  `)
  expect(said([change], { percent: 6 })).toEqual([])
  expect(said([slower(0.06, 0.24, 'ttft_p95')])).toEqual([])
})

test.for<[string, BenchmarkChange]>([
  ['an interval that reaches below the limit', slower(0.09, 0.21)],
  ['chance', slower(-0.05, 0.35)],
  ['faster', slower(-0.3, -0.2)],
  ['one run on a side', { ...slower(0, 0), change: { expected: 0.5, interval: null } }],
])('%s is no regression', ([, change]) => {
  expect(said([change])).toEqual([])
})
