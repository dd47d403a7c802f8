import { describe, expect, test } from 'vitest'
import { benchmarkOf, pointOf } from '../../test/builders.ts'
import type { BenchmarkFact, BenchmarkPoint } from '../model/benchmark.ts'
import type { Hardware } from '../prices/book.ts'
import { plausiblePoints } from './plausible.ts'

const L4: Hardware = {
  name: 'L4',
  memoryGb: 24,
  bandwidthGbPerSecond: 300,
  denseTflops: { bits16: 121, bits8: 242.5, bits4: null },
  powerWatt: 72,
  isSure: true,
  source: 'vendor',
  asOf: '2026-11',
}

const flags = (
  point: Partial<BenchmarkPoint>,
  fact: Partial<BenchmarkFact> = {},
  on: Hardware | null = L4,
) => {
  const points = [pointOf(point)]
  const given = { model: 'meta-llama/Llama-3.1-8B-Instruct', precision: 'bf16', points, ...fact }
  return plausiblePoints(benchmarkOf(given), on)[0]?.flags.join() ?? ''
}

/** 8e9 parameters: 7,562 tokens/s of compute in 16 bits; 16 GB of weights are read 18.75 times a second. */
describe('Llama-3.1-8B on one L4', () => {
  const one = { kind: 'concurrency', value: 1 } as const

  test.for<[string, Partial<BenchmarkPoint>, Partial<BenchmarkFact>, string]>([
    ['one sequence at 18 tokens/s', { load: one, outputTokensPerSecond: 18 }, {}, ''],
    ['one sequence at 25 tokens/s', { load: one, outputTokensPerSecond: 25 }, {}, 'implausible'],
    ['the same in 8 bits', { load: one, outputTokensPerSecond: 25 }, { precision: 'fp8' }, ''],
    [
      'the same in a precision that nobody recorded',
      { load: one, outputTokensPerSecond: 25 },
      { precision: null },
      '',
    ],
    [
      'the same on two of them',
      { load: one, outputTokensPerSecond: 25 },
      { hardware: { name: 'L4', count: 2, basis: 'measured' } },
      '',
    ],
    [
      'a rate with so few requests at a time that it cannot be',
      { requestsPerSecond: 1, outputTokensPerSecond: 250, endToEndMs: { p50: 2000, p95: 3000, p99: 4000 } },
      {},
      'implausible',
    ],
    ['a rate of which nobody knows how many were in flight', { outputTokensPerSecond: 7000 }, {}, ''],
    ['more than it can compute', { outputTokensPerSecond: 8000 }, {}, 'implausible'],
    ['more input than it can compute', { inputTokensPerSecond: 9000 }, {}, 'prefix_cache_suspected'],
    ['a model whose size is not in its name', { outputTokensPerSecond: 8000 }, { model: 'gpt-oss' }, ''],
  ])('%s', ([, point, fact, flag]) => {
    expect(flags(point, fact)).toBe(flag)
  })

  test('specifications that are not sure, or not there, flag nothing', () => {
    expect(flags({ outputTokensPerSecond: 8000 }, {}, { ...L4, isSure: false })).toBe('')
    expect(flags({ outputTokensPerSecond: 8000 }, {}, null)).toBe('')
    expect(flags({ outputTokensPerSecond: 8000 }, { hardware: null })).toBe('')
  })
})
