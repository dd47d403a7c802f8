import { describe, expect, test } from 'vitest'
import { perToken } from './per-token.ts'
import { runOf, UNKNOWN, type Run } from './run.ts'

const run = (more: Partial<Run>): Run => runOf({ tool: 'guidellm', outputTokens: 8, ...more })
const mean = (value: number) => ({ ...UNKNOWN, mean: value })

describe('three meanings of time per output token', () => {
  // guidellm_defs
  test('GuideLLM: (19.7891 − 11.481166) ÷ 7 = 1.1868477 ms, near its inter-token latency of 1.1508465', () => {
    const tpot = { mean: 1.1508465, p50: 1.05, p95: 1.26, p99: 1.26 }
    const { percentiles, disagreement } = perToken(
      run({ ttft: mean(11.481166), endToEnd: mean(19.7891), tpot }),
    )
    expect(percentiles).toStrictEqual({ p50: 1.05, p95: 1.26, p99: 1.26 })
    expect(disagreement).toBeNull()
  })

  test('GuideLLM: end to end ÷ n, 2.4421364 ms, would be twice that and is flagged', () => {
    const { disagreement } = perToken(
      run({ ttft: mean(11.481166), endToEnd: mean(19.7891), tpot: mean(2.4421364) }),
    )
    expect(disagreement?.computed).toBeCloseTo(1.1868477, 6)
  })

  // llmperf_defs
  test('LLMPerf: 0.015781281 s includes the first token; without it 0.01185528 s', () => {
    const { percentiles } = perToken(
      run({
        perToken: 'all-tokens',
        outputTokens: 158.59333333333333,
        ttft: mean(622.329721273333),
        endToEnd: mean(2490.6428459),
        tpot: { mean: 15.781281, p50: 15.3, p95: 19.3, p99: 23 },
      }),
    )
    expect(percentiles.p50).toBeCloseTo(11.85528, 5)
    expect(percentiles).toMatchObject({ p95: null, p99: null })
  })

  // inferenceperf_defs
  test('inference-perf: states 0.01139146 s, its own means give 0.023788859 s: no percentile above the median', () => {
    const { percentiles, disagreement } = perToken(
      run({
        outputTokens: 62.8230288072848,
        ttft: mean(1543.453611754655),
        endToEnd: mean(3014.152930309463),
        tpot: { mean: 11.39146, p50: 12.6, p95: 12.9, p99: 13 },
      }),
    )
    expect(percentiles.p50).toBeCloseTo(23.788859, 6)
    expect(percentiles.p95).toBeNull()
    expect(disagreement?.stated).toBe(11.39146)
  })
})

test('without latencies to check by, what the tool states is used', () => {
  const tpot = { mean: 12, p50: null, p95: 14, p99: 15 }
  expect(perToken(run({ tpot })).percentiles).toStrictEqual({ p50: 12, p95: 14, p99: 15 })
})

test('one token has no token after the first', () => {
  expect(perToken(run({ outputTokens: 1, ttft: mean(10), endToEnd: mean(10) })).percentiles.p50).toBeNull()
})
