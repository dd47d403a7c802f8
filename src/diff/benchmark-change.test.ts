import { describe, expect, test } from 'vitest'
import { benchmarkOf, pointOf } from '../../test/builders.ts'
import type { BenchmarkFact, BenchmarkPoint } from '../model/benchmark.ts'
import { benchmarkChanges, configurationOf } from './benchmark-change.ts'

const latency = (p95: number | null) => ({ p50: null, p95, p99: null })
const TARGET = { ttftP95Ms: null, tpotP95Ms: 50 }

/** Loads of 1 and 2 requests per second; the heavier one is what the target allows at base. */
const ladder = (heavy: Partial<BenchmarkPoint>, rates: readonly number[] = []): BenchmarkFact =>
  benchmarkOf({
    points: [
      pointOf({ load: { kind: 'rate', value: 1 }, tpotMs: latency(30) }),
      pointOf({
        load: { kind: 'rate', value: 2 },
        requestsPerSecond: 2,
        inputTokensPerSecond: 2000,
        outputTokensPerSecond: 500,
        tpotMs: latency(45),
        ...heavy,
      }),
    ],
    repeats: rates.map(rate => ({
      point: 1,
      requestsPerSecond: rate,
      outputTokensPerSecond: rate * 250,
      ttftP95Ms: null,
      tpotP95Ms: null,
    })),
  })

const told = (base: BenchmarkFact, head: BenchmarkFact) =>
  benchmarkChanges({ base, head }, TARGET).map(
    ({ kind, change }) =>
      `${kind} ${(change.expected * 100).toFixed(1)} %${change.interval === null ? ', one run' : ''}`,
  )

test('a load that breaks the target at head leaves the lighter one to serve: twice the cost of a request', () => {
  expect(told(ladder({}), ladder({ tpotMs: latency(60) }))).toEqual([
    'usd_per_request 100.0 %, one run',
    'tpot_p95 33.3 %, one run',
  ])
})

test('repeats give the interval, and count in place of the one figure of the load', () => {
  expect(told(ladder({}, [2, 2.02, 1.98]), ladder({}, [1.8, 1.82, 1.78]))[0]).toBe('usd_per_request 11.1 %')
})

describe('is not compared', () => {
  test.for<[string, Partial<BenchmarkPoint>]>([
    ['requests of other lengths', { inputTokens: 1200 }],
    ['requests of unknown lengths', { outputTokens: null }],
  ])('%s', ([, heavy]) => {
    expect(told(ladder({}), ladder(heavy))).toEqual([])
  })

  test('a flagged load', () => {
    expect(told(ladder({}), ladder({ flags: ['client_bound'] }))).toEqual([
      'usd_per_request 100.0 %, one run',
    ])
  })

  test('a base without a load inside the target', () => {
    const none = benchmarkOf({ points: [pointOf({ tpotMs: latency(90) })] })
    expect(told(none, ladder({}))).toEqual([])
  })
})

test.for<[string, Partial<BenchmarkFact>, boolean]>([
  ['another day, commit and file', { id: 'b.json', ranAt: null, commit: 'abc1234' }, true],
  ['the case of a name', { model: 'Llama', engine: 'vLLM' }, true],
  ['another precision', { precision: 'fp8' }, false],
  ['another engine', { engine: 'sglang' }, false],
  ['two of them', { hardware: { name: 'L4', count: 2, basis: 'measured' } }, false],
  ['another variant', { hardware: { name: 'L40S', count: 1, basis: 'measured' } }, false],
])('%s: the same configuration is %s', ([, more, same]) => {
  expect(configurationOf(benchmarkOf(more)) === configurationOf(benchmarkOf())).toBe(same)
})
