import { expect, test } from 'vitest'
import { benchmarkWords } from './benchmark-words.ts'
import type { BenchmarkResult } from './benchmark.ts'

const RUN: BenchmarkResult = {
  state: 'reused',
  at: { path: '.unitcost/benchmarks/l4.json', line: null },
  source: 'unitcost bench on 1 × NVIDIA L4',
  age_days: 12,
  why: null,
  changes: [],
  run: null,
}

const change = (value: number, low: number, high: number) => ({
  kind: 'tpot_p95' as const,
  change: value,
  interval: { low, high },
})

test.for<[Partial<BenchmarkResult>, string]>([
  [{}, 'benchmark of 12 days ago, as at base'],
  [{ age_days: 1 }, 'benchmark of 1 day ago, as at base'],
  [{ state: 'measured' }, 'measured for this change'],
  [{ state: 'stale', age_days: 121 }, 'its benchmark is stale: 121 days old'],
  [{ state: 'stale', age_days: null }, 'its benchmark is not dated'],
  [
    { state: 'failed', why: 'l4.json does not count: the load generator was the bottleneck' },
    'its newest benchmark failed (unitcost bench on 1 × NVIDIA L4): l4.json does not count: the load generator was the bottleneck',
  ],
])('%o', ([given, words]) => {
  expect(benchmarkWords({ ...RUN, ...given })).toEqual([words])
})

test('nothing of what nobody measured: the bound beside it says so', () => {
  expect(benchmarkWords({ ...RUN, state: 'missing', at: null, source: null, age_days: null })).toEqual([])
})

test('slower, faster, within chance, and run once', () => {
  const changes = [
    change(0.25, 0.22, 0.28),
    change(-0.1, -0.12, -0.08),
    change(0.031, -0.013, 0.075),
    { kind: 'ttft_p95' as const, change: 0.2, interval: null },
  ]
  expect(benchmarkWords({ ...RUN, changes }).slice(1)).toMatchInlineSnapshot(`
    [
      "time per token (P95) +25 % (+22 % … +28 %) against base",
      "time per token (P95) −10 % (−12 % … −8 %) against base",
      "time per token (P95) inconclusive: +3.1 % ± 4.4 % against base",
      "first token (P95) +20 % against base, inconclusive: one run on a side does not tell what is chance",
    ]
  `)
})

test('what the run itself cost', () => {
  expect(benchmarkWords({ ...RUN, state: 'measured', run: { hours: 0.5, usd: 0.4024 } })[1]).toBe(
    'this benchmark itself cost $0.4024 (30 minutes of these machines)',
  )
})
