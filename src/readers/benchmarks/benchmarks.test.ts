import { describe, expect, test } from 'vitest'
import { firstPoint, readBenchmark } from './testing.ts'
import { VLLM_RUN } from './vllm-run.fixture.ts'

const PATH = 'bench/run.json'

describe('vllm bench serve', () => {
  test('states rates from counts and duration, latencies, and the hardware of its metadata', () => {
    const { facts, diagnostics } = readBenchmark(PATH, VLLM_RUN)
    expect(facts).toMatchObject([
      {
        id: PATH,
        tool: 'vllm bench serve',
        model: 'meta-llama/Llama-3.1-8B-Instruct',
        engine: 'vllm',
        hardware: { name: 'NVIDIA L40S', count: 4, basis: 'declared' },
        ranAt: '2026-02-13T07:52:58.000Z',
      },
    ])
    expect(diagnostics).toStrictEqual([])
  })

  // vllm_identities
  test('300 requests, 299,700 in and 81,050 out in 36.03 s are 8.3254066 requests of 999 and 270.17 tokens a second', () => {
    const point = firstPoint(PATH, VLLM_RUN)
    const measured = [
      point?.requestsPerSecond,
      point?.outputTokensPerSecond,
      point?.inputTokensPerSecond,
      point?.inputTokens,
      point?.outputTokens,
    ]
    const oracle = [8.3254066, 2249.2474, 8317.0812, 999, 270.16667]
    for (const [index, value] of oracle.entries()) expect((measured[index] ?? 0) / value).toBeCloseTo(1, 6)
  })

  test('of 2025 has no `failed`: what was not completed failed; and its goodput has a colon in its name', () => {
    const run = { ...VLLM_RUN, num_prompts: 302, 'request_goodput:': 7.5 }
    expect(firstPoint(PATH, run)).toMatchObject({ failed: 2, goodputRequestsPerSecond: 7.5 })
    expect(firstPoint(PATH, { ...run, failed: 1, request_goodput: 8 })).toMatchObject({
      failed: 1,
      goodputRequestsPerSecond: 8,
    })
  })

  test.for([
    ['"inf" and a cap', { request_rate: 'inf', max_concurrency: 16 }, { kind: 'concurrency', value: 16 }],
    ['"inf"', { request_rate: 'inf' }, { kind: 'offline', value: null }],
    ['a rate', { request_rate: 10, max_concurrency: 64 }, { kind: 'rate', value: 10 }],
  ] as const)('load: %s', ([, given, load]) => {
    expect(firstPoint(PATH, { ...VLLM_RUN, ...given })?.load).toStrictEqual(load)
  })

  test('appended runs of one configuration are a ladder', () => {
    const lines = [2, 4, 8].map(rate => JSON.stringify({ ...VLLM_RUN, request_rate: rate }))
    const { facts } = readBenchmark('bench/ladder.jsonl', `${lines.join('\n')}\n`)
    expect(facts.map(({ id, points }) => [id, points.map(({ load }) => load.value)])).toStrictEqual([
      ['bench/ladder.jsonl', [2, 4, 8]],
    ])
  })

  test('as InferenceX writes it, in seconds and without the unit in the name', () => {
    const { median_ttft_ms: _, p95_ttft_ms: __, p99_ttft_ms: ___, mean_ttft_ms: ____, ...rest } = VLLM_RUN
    const point = firstPoint(PATH, { ...rest, median_ttft: 0.2914, p99_ttft: 2.0776 })
    expect(point?.ttftMs).toStrictEqual({ p50: 291.4, p95: null, p99: 2077.6 })
  })
})

describe('hardware', () => {
  test.for<[string, object, unknown]>([
    ['a type and a count', { gpu: 'H100', num_gpus: '8' }, { name: 'H100', count: 8, basis: 'declared' }],
    ['count behind', { gpu: 'H200-SXM-141GBx8' }, { name: 'H200-SXM-141GB', count: 8, basis: 'declared' }],
    [
      'as Kubernetes writes it',
      { gpu: undefined, accelerator: 'A100:2' },
      { name: 'A100', count: 2, basis: 'declared' },
    ],
    ['a type alone is never one', { gpu: 'NVIDIA_L40S' }, null],
    ['a count alone', { gpu: undefined, num_gpus: 4 }, null],
    ['a name that is no accelerator', { gpu: '4xpotato' }, null],
    ['none of them', { gpu: '0xL4' }, null],
  ])('%s', ([, given, hardware]) => {
    const { facts } = readBenchmark(PATH, { ...VLLM_RUN, ...given })
    expect(facts[0]?.hardware).toStrictEqual(hardware)
  })

  test('a folder may say it; without, the file has no price, which counts more where a workload rests on it', () => {
    const run = { ...VLLM_RUN, gpu: undefined }
    expect(readBenchmark('results/4xL40S/run.json', run).facts[0]?.hardware).toMatchObject({ count: 4 })
    const severities = ['results/run.json', '.unitcost/benchmarks/run.json'].map(path =>
      readBenchmark(path, run).diagnostics.map(({ code, severity }) => `${severity} ${code}`),
    )
    expect(severities).toStrictEqual([['note benchmark-hardware'], ['warning benchmark-hardware']])
  })
})

describe('numbers that contradict each other do not count', () => {
  test.for<[string, object]>([
    ['requests', { request_throughput: 9 }],
    ['output tokens', { output_throughput: 2300 }],
    ['the total', { total_token_throughput: 12_000 }],
    ['percentiles that fall', { p95_ttft_ms: 40 }],
  ])('%s', ([, given]) => {
    expect(firstPoint(PATH, { ...VLLM_RUN, request_rate: 8, ...given })?.flags).toStrictEqual([
      'identity_mismatch',
    ])
  })

  test('half a percent is rounding', () => {
    expect(firstPoint(PATH, { ...VLLM_RUN, request_rate: 8, output_throughput: 2260 })?.flags).toStrictEqual(
      [],
    )
  })

  test('more than one failure in a hundred is no measurement of the others', () => {
    const run = { ...VLLM_RUN, request_rate: 8, failed: 4 }
    expect(firstPoint(PATH, run)?.flags).toStrictEqual(['failed'])
  })
})

test.for<[string, string]>([
  ['infinite counts', JSON.stringify({ ...VLLM_RUN, duration: 0, completed: 1 }).replace('81050', '1e999')],
  ['negative counts', JSON.stringify({ ...VLLM_RUN, completed: -3, duration: -1 })],
  ['text for numbers', JSON.stringify({ ...VLLM_RUN, duration: 'long', request_rate: {} })],
  ['a key of the prototype', JSON.stringify({ ...VLLM_RUN, __proto__: null, constructor: 3 })],
])('%s are unknown or wrong, never a number', ([, text]) => {
  const numbers = JSON.stringify(readBenchmark(PATH, text).facts)
  expect(numbers).not.toMatch(/NaN|Infinity|:-/)
})

test('what is cut off is broken, with its line, and the runs before it are read', () => {
  const text = `${JSON.stringify(VLLM_RUN)}\n${JSON.stringify(VLLM_RUN).slice(0, 500)}`
  const { facts, diagnostics } = readBenchmark('bench/run.jsonl', text)
  expect(facts).toHaveLength(1)
  expect(diagnostics[0]).toMatchObject({ code: 'json-syntax', severity: 'error', line: 2 })
})

test('odd bytes neither stop nor slow it', () => {
  const marks = '"model_id" "total_output_tokens" "output_throughput" _ttft'
  for (const text of [
    `${marks}${'\\"'.repeat(300_000)}`,
    `${marks}${'['.repeat(500_000)}`,
    `[${'NaN,'.repeat(200_000)}${marks}`,
  ])
    expect(readBenchmark(PATH, text).facts).toStrictEqual([])
})
