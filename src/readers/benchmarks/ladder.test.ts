import { expect, test } from 'vitest'
import type { BenchmarkPoint } from '../../model/benchmark.ts'
import { ladderOf } from './ladder.ts'
import { pointOf } from './point.ts'
import { runOf, UNKNOWN } from './run.ts'

type Measured = {
  readonly rate: number
  readonly requests: number
  readonly seconds: number
  readonly e2e: number | null
}

const load = ({ rate, requests, seconds, e2e }: Measured) =>
  pointOf(
    runOf({
      tool: 'sglang bench_serving',
      load: { kind: 'rate', value: rate },
      seconds,
      succeeded: requests,
      outputTokens: 270.16667,
      ttft: { ...UNKNOWN, p50: 53 },
      tpot: { ...UNKNOWN, p50: 12.5 },
      endToEnd: { ...UNKNOWN, p50: e2e },
    }),
  )

const flags = (points: readonly BenchmarkPoint[]) => ladderOf(points).map(point => point.flags.join())

test('a ladder: the loads that did not keep up are saturated, the others are not', () => {
  const ladder = [
    { rate: 1, requests: 300, seconds: 298.37, e2e: 7819 },
    { rate: 2, requests: 600, seconds: 312.68, e2e: 8561 },
    { rate: 4, requests: 1200, seconds: 296.86, e2e: 12_534 },
    { rate: 8, requests: 2400, seconds: 346.78, e2e: 50_316 },
    { rate: 16, requests: 3200, seconds: 383.07, e2e: 159_469 },
  ].map(load)
  expect(flags(ladder)).toStrictEqual(['', '', '', 'saturated', 'saturated'])
})

// 300 ÷ 36.03 = 8.325 of 10; without the last answer of 3.4 s 9.2 of 10.
const SHORT = { rate: 10, requests: 300, seconds: 36.034275877, e2e: null }

test('a short run that falls short only by its last answers is no false alarm where a lower load tells', () => {
  expect(flags([load({ rate: 1, requests: 60, seconds: 60, e2e: 3420 }), load(SHORT)])).toStrictEqual([
    '',
    '',
  ])
})

test('alone it needs a ladder: a single load may hide its queue in its own latency', () => {
  expect(flags([load(SHORT)])).toStrictEqual(['needs_ladder'])
  expect(flags([load({ ...SHORT, e2e: 35_000 })])).toStrictEqual(['needs_ladder'])
})

test.for<[string, Measured, string]>([
  ['alone and keeping up', { rate: 8, requests: 300, seconds: 36, e2e: null }, ''],
  ['alone and far behind', { rate: 20, requests: 300, seconds: 36, e2e: null }, 'saturated'],
  ['shorter than one answer', { rate: 20, requests: 300, seconds: 36, e2e: 40_000 }, 'saturated'],
])('%s', ([, measured, flag]) => {
  expect(flags([load(measured)])).toStrictEqual([flag])
})

test('requests in flight ask for no rate', () => {
  const point = { ...load(SHORT), load: { kind: 'concurrency', value: 500 } as const }
  expect(flags([point])).toStrictEqual([''])
})
