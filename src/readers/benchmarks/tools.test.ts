import { describe, expect, test } from 'vitest'
import { firstPoint, readBenchmark } from './testing.ts'

/** Two benchmarks of one GuideLLM report, of two requests each. */
const guidellm = (rate: number) => {
  const of = (mean: number, percentiles: object = {}) => ({
    successful: { mean, median: mean, count: 16, percentiles },
  })
  return {
    config: {
      strategy: { type_: 'constant', rate, max_concurrency: 10_240 },
      backend: { model: 'tiny-chat', target: 'http://localhost' },
    },
    start_time: 1_786_678_148.25,
    duration: 5.0196,
    metrics: {
      request_totals: { successful: 16, errored: 0, incomplete: 1, total: 17 },
      requests_per_second: of(3.1876),
      prompt_token_count: of(71.5),
      output_token_count: of(8),
      output_tokens_per_second: of(25.55),
      time_to_first_token_ms: of(11.48, { p50: 11.3, p95: 11.7, p99: 11.7 }),
      inter_token_latency_ms: of(1.15, { p50: 1.05, p95: 1.26, p99: 1.26 }),
      time_per_output_token_ms: of(2.44, { p50: 2.38, p95: 2.51, p99: 2.51 }),
      request_latency: of(0.0197891, { p50: 0.0193, p95: 0.0203, p99: 0.0203 }),
    },
  }
}

const aiperf = {
  request_throughput: { unit: 'requests/sec', avg: 4 },
  output_token_throughput: { unit: 'tokens/sec', avg: 400 },
  request_count: { unit: 'requests', avg: 240 },
  error_request_count: { unit: 'requests', avg: 1 },
  error_summary: [{ error_details: 'timeout', count: 1 }],
  benchmark_duration: { unit: 'sec', avg: 60 },
  input_sequence_length: { unit: 'tokens', avg: 550 },
  output_sequence_length: { unit: 'tokens', avg: 100 },
  time_to_first_token: { unit: 'ms', avg: 200, p50: 190, p95: 260, p99: 300 },
  inter_token_latency: { unit: 'ms', avg: 8, p50: 8, p95: 9, p99: 9.5 },
  inter_chunk_latency: { unit: 'ms', avg: 31, p50: 30, p95: 40, p99: 44 },
  request_latency: { unit: 'ms', avg: 992, p50: 980, p95: 1100, p99: 1200 },
  was_cancelled: false,
  input_config: { endpoint: { model_names: ['Qwen/Qwen3-8B'] }, loadgen: { concurrency: 4 } },
}

const aiperfRecord = (start: number, end: number, error: object | null = null) =>
  JSON.stringify({
    metadata: { benchmark_phase: 'profiling', request_start_ns: start * 1e9, request_end_ns: end * 1e9 },
    metrics: error ? {} : { input_sequence_length: { value: 550 }, output_sequence_length: { value: 9 } },
    error,
  })

const llama = (prompt: number, gen: number, perSecond: number) => ({
  backends: 'CUDA',
  gpu_info: 'NVIDIA GeForce RTX 4080, NVIDIA GeForce RTX 4080',
  model_filename: 'models/Qwen2.5-7B-Instruct-Q4_K_M.gguf',
  model_type: 'qwen2 7B Q4_K - Medium',
  n_prompt: prompt,
  n_gen: gen,
  test_time: '2025-04-24T11:58:50Z',
  avg_ts: perSecond,
})

const trtllm = {
  engine: { model: 'meta-llama/Llama-3.1-8B', dtype: 'bfloat16', quantization: 'FP8' },
  machine: { name: 'NVIDIA H100 80GB HBM3', 'memory.total': 79.6 },
  world_info: { tp_size: 2, pp_size: 1, world_size: 2, issue_rate: 20 },
  request_info: { num_requests: 1000, avg_input_length: 128, avg_output_length: 100 },
  performance: {
    total_latency_ms: 50_000,
    request_throughput_req_s: 20,
    system_output_throughput_tok_s: 2000,
    system_total_throughput_tok_s: 4560,
    output_throughput_per_gpu_tok_s: 1000,
    avg_request_latency_ms: 1030,
    request_latency_percentiles_ms: { p50: 1000, p95: 1200, p99: 1300 },
  },
  streaming_metrics: {
    avg_ttft_ms: 40,
    ttft_percentiles: { p50: 38, p95: 60, p99: 80, average: 40 },
    avg_tpot_ms: 10,
    tpot_percentiles: { p50: 10, p95: 11, p99: 12 },
  },
}

const inferencex = {
  hw: 'h100',
  tp: 4,
  model: 'openai/gpt-oss-120b',
  precision: 'fp4',
  framework: 'vllm',
  spec_decoding: 'none',
  conc: 64,
  isl: 1024,
  osl: 1000,
  tput_per_gpu: 2024,
  output_tput_per_gpu: 1000,
  input_tput_per_gpu: 1024,
  median_ttft: 0.2,
  p99_ttft: 0.9,
  median_tpot: 0.016,
  std_intvty: -3,
  power_valid: true,
  avg_power_w: 600,
}

const llmperf = {
  model: 'meta/llama-2-70b-chat',
  num_concurrent_requests: 5,
  results_ttft_s_mean: 0.6223,
  results_ttft_s_quantiles_p95: 0.7701,
  results_inter_token_latency_s_mean: 0.01578,
  results_inter_token_latency_s_quantiles_p95: 0.0193,
  results_end_to_end_latency_s_mean: 2.4906,
  results_number_input_tokens_mean: 550,
  results_number_output_tokens_mean: 158.593,
  results_number_output_tokens_min: '41',
  results_number_errors: 0,
  results_mean_output_throughput_token_per_s: 216.456,
  results_request_output_throughput_token_per_s_mean: 59.89,
  results_num_completed_requests: 150,
  results_num_completed_requests_per_min: 81.8908,
  timestamp: 1_702_985_493,
}

const inferencePerf = {
  load_summary: { count: 600, requested_rate: 10, achieved_rate: 10 },
  successes: {
    count: 600,
    latency: {
      request_latency: { mean: 3.0142, median: 3.7, p95: 4.3, p99: 4.4 },
      time_to_first_token: { mean: 1.5435, median: 2.1, p95: 2.7, p99: 2.74 },
      time_per_output_token: { mean: 0.01139, median: 0.0126, p95: 0.0129, p99: 0.013 },
    },
    throughput: { input_tokens_per_sec: 2009, output_tokens_per_sec: 628.23, requests_per_sec: 10 },
    prompt_len: { mean: 200.9 },
    output_len: { mean: 62.823 },
  },
  failures: { count: 0 },
}

const optimum = {
  load_model: { latency: { unit: 's', mean: 15, stdev_: 0 }, throughput: null, efficiency: null },
  prefill: {
    latency: { unit: 's', mean: 0.04, p50: 0.04, p95: 0.05, p99: 0.06 },
    throughput: { unit: 'samples/s', value: 25 },
  },
  decode: { latency: { unit: 's', mean: 1 }, throughput: { unit: 'tokens/s', value: 812 } },
  per_token: { latency: { unit: 's', mean: 0.0099, p50: 0.0098, p95: 0.011, p99: 0.012 } },
}

const batched = {
  n_kv_max: 4096,
  pp: 128,
  tg: 128,
  pl: 4,
  t_pp: 0.25,
  speed_pp: 2048,
  t_tg: 1.75,
  speed_tg: 292.6,
  t: 2,
  speed: 512,
}

const mlperf = (scenario: string, lines: readonly string[], verdict = 'VALID') =>
  [
    'MLPerf Results Summary',
    `Scenario : ${scenario}`,
    ...lines,
    `Result is : ${verdict}`,
    'target_qps : 83.5',
  ].join('\n')

const SERVER = [
  'Completed samples per second    : 81.68',
  'Completed tokens per second: 24593.77',
  'Scheduled samples per second : 83.90',
  'Mean latency (ns)                : 43579602295',
  'Completed tokens per second                 : 24593.77',
  'Mean First Token latency (ns)                : 918456323',
  '95.00 percentile first token latency (ns)   : 1588066947',
  'Mean Time to Output Token (ns)                : 144594078',
  '95.00 percentile time to output token (ns)   : 169650352',
]

const summary = (path: string, content: string | object) => {
  const { facts } = readBenchmark(path, content)
  return facts.flatMap(({ tool, model, precision, hardware, points }) =>
    points.map(point =>
      [
        `${tool}: ${model} ${precision ?? ''} on ${hardware ? `${hardware.count} × ${hardware.name} (${hardware.basis})` : '?'}`,
        `${point.load.kind} ${point.load.value ?? ''}`,
        `${show(point.requestsPerSecond)} req/s, ${show(point.inputTokensPerSecond)} in, ${show(point.outputTokensPerSecond)} out`,
        `TTFT P95 ${show(point.ttftMs.p95)}, TPOT ${show(point.tpotMs.p50)} P95 ${show(point.tpotMs.p95)} ms`,
        `${point.succeeded ?? '?'} ok, ${point.failed ?? '?'} failed ${point.flags.join()}`,
      ]
        .map(part => part.trim())
        .join('; '),
    ),
  )
}

const show = (value: number | null) => (value === null ? '?' : Number(value.toPrecision(4)))

test('every tool in one unit and one meaning', () => {
  const files: readonly (readonly [string, string | object])[] = [
    ['bench/guidellm.json', { metadata: { version: 2 }, benchmarks: [guidellm(3), guidellm(30)] }],
    ['bench/profile_export_aiperf.json', aiperf],
    ['bench/profile_export_genai_perf.json', aiperf],
    [
      'bench/profile_export.jsonl',
      [aiperfRecord(100, 101), aiperfRecord(101, 102), aiperfRecord(102, 103, { code: 499 })].join('\n'),
    ],
    ['bench/llama-bench.json', [llama(512, 0, 7100), llama(0, 128, 118.88)]],
    ['bench/llama-batched.jsonl', batched],
    ['bench/report.json', trtllm],
    ['bench/agg_gpt-oss.json', inferencex],
    ['bench/70b_summary.json', llmperf],
    ['bench/stage_0_lifecycle_metrics.json', inferencePerf],
    ['bench/benchmark_report.json', optimum],
    ['bench/8xMI300X_2xEPYC/mlperf_log_summary.txt', mlperf('Server', SERVER)],
    [
      'bench/mlperf_log_summary.txt',
      mlperf('Offline', ['Samples per second: 92.1544', 'Tokens per second: 27803.9']),
    ],
    [
      'bench/throughput.json',
      {
        elapsed_time: 10,
        num_requests: 100,
        total_num_tokens: 50_000,
        requests_per_second: 10,
        tokens_per_second: 5000,
      },
    ],
  ]
  expect(files.flatMap(([path, content]) => summary(path, content)).join('\n')).toMatchInlineSnapshot(`
    "guidellm: tiny-chat  on ?; rate 3; 3.188 req/s, 227.9 in, 25.5 out; TTFT P95 11.7, TPOT 1.05 P95 1.26 ms; 16 ok, 0 failed
    guidellm: tiny-chat  on ?; rate 30; 3.188 req/s, 227.9 in, 25.5 out; TTFT P95 11.7, TPOT 1.05 P95 1.26 ms; 16 ok, 0 failed saturated
    aiperf: Qwen/Qwen3-8B  on ?; concurrency 4; 4 req/s, 2200 in, 400 out; TTFT P95 260, TPOT 8 P95 9 ms; 240 ok, 1 failed
    genai-perf: Qwen/Qwen3-8B  on ?; concurrency 4; 4 req/s, 2200 in, 400 out; TTFT P95 260, TPOT 8 P95 9 ms; 240 ok, 1 failed
    aiperf records: null  on ?; offline; 1 req/s, 550 in, 9 out; TTFT P95 ?, TPOT ? P95 ? ms; 2 ok, 1 failed failed
    llama-bench: Qwen2.5-7B-Instruct Q4_K on 2 × NVIDIA GeForce RTX 4080 (measured); concurrency 1; ? req/s, 7100 in, ? out; TTFT P95 ?, TPOT ? P95 ? ms; ? ok, ? failed
    llama-bench: Qwen2.5-7B-Instruct Q4_K on 2 × NVIDIA GeForce RTX 4080 (measured); concurrency 1; ? req/s, ? in, 118.9 out; TTFT P95 ?, TPOT 8.412 P95 ? ms; ? ok, ? failed
    llama-batched-bench: null  on ?; concurrency 4; 2 req/s, 256 in, 256 out; TTFT P95 ?, TPOT 13.67 P95 ? ms; 4 ok, ? failed
    trtllm-bench: meta-llama/Llama-3.1-8B FP8 on 2 × NVIDIA H100 80GB HBM3 (measured); rate 20; 20 req/s, 2560 in, 2000 out; TTFT P95 60, TPOT 10 P95 11 ms; 1000 ok, ? failed
    inferencex: openai/gpt-oss-120b fp4 on 4 × h100 (declared); concurrency 64; 4 req/s, 4096 in, 4000 out; TTFT P95 ?, TPOT 16 P95 ? ms; ? ok, ? failed
    llmperf: meta/llama-2-70b-chat  on ?; concurrency 5; 1.365 req/s, 750.7 in, 216.5 out; TTFT P95 770.1, TPOT 11.86 P95 ? ms; 150 ok, 0 failed
    inference-perf: null  on ?; rate 10; 10 req/s, 2009 in, 628.2 out; TTFT P95 2700, TPOT 23.79 P95 ? ms; 600 ok, 0 failed
    optimum-benchmark: null  on ?; offline; ? req/s, ? in, 812 out; TTFT P95 50, TPOT 9.8 P95 11 ms; ? ok, ? failed
    mlperf: null  on 8 × MI300X (declared); rate 83.9; 81.68 req/s, ? in, 24590 out; TTFT P95 1588, TPOT 144.6 P95 169.7 ms; ? ok, ? failed
    mlperf: null  on ?; offline; 92.15 req/s, ? in, 27800 out; TTFT P95 ?, TPOT ? P95 ? ms; ? ok, ? failed
    vllm bench throughput: null  on ?; offline; 10 req/s, ? in, ? out; TTFT P95 ?, TPOT ? P95 ? ms; 100 ok, ? failed"
  `)
})

test('a run that is not valid, or was cancelled, does not count', () => {
  expect(firstPoint('mlperf_log_summary.txt', mlperf('Server', SERVER, 'INVALID'))?.flags).toContain('failed')
  expect(firstPoint('bench/a.json', { ...aiperf, was_cancelled: true })?.flags).toContain('failed')
})

describe('InferenceX', () => {
  test('rates of one GPU times the GPUs, also where reading and writing are apart', () => {
    const apart = { ...inferencex, num_prefill_gpu: 8, num_decode_gpu: 16 }
    expect(readBenchmark('bench/agg_a.json', apart).facts[0]?.hardware?.count).toBe(24)
    expect(firstPoint('bench/agg_a.json', apart)?.outputTokensPerSecond).toBe(24_000)
  })

  test('power counts where it was valid, of all GPUs', () => {
    expect(firstPoint('bench/agg_a.json', inferencex)?.averageWatt).toBe(2400)
    expect(firstPoint('bench/agg_a.json', { ...inferencex, power_valid: false })?.averageWatt).toBeNull()
  })

  test('without parallelism there are no rates', () => {
    const { tp: _, ...unknown } = inferencex
    expect(firstPoint('bench/agg_a.json', unknown)?.outputTokensPerSecond).toBeNull()
  })
})

describe('SGLang', () => {
  /** Old key set: no rate of requests, no P99; `random_input_len` says 1024 for every kind of data. */
  const line = (dataset: string, rate: string, [requests, input, output, seconds]: readonly number[]) =>
    `{"backend": "sglang", "dataset_name": "${dataset}", "request_rate": ${rate}, "max_concurrency": null, "total_input_tokens": ${input}, "total_output_tokens": ${output}, "total_output_tokens_retokenized": ${output}, "median_e2e_latency_ms": 7819.05, "median_ttft_ms": 85.75, "output_throughput": ${(output ?? 0) / (seconds ?? 1)}, "random_input_len": 1024, "duration": ${seconds}, "completed": ${requests}}`
  const file = [
    line('random', '1.0', [300, 152_612, 160_347, 298.3675805060193]),
    line('random', '2.0', [600, 308_748, 308_712, 312.6791094408836]),
    line('sharegpt', '4.0', [1200, 269_081, 226_901, 304.126221193932]),
    line('random', 'Infinity', [3000, 1_525_074, 1_544_818, 341.72106836596504]),
    line('random', 'Infinity', [800, 1_637_669, 818_620, 399.0762558989227]),
  ].join('\n')

  test('lines of one file are ladders by data and by the lengths of the totals', () => {
    expect(
      readBenchmark('bench/online.jsonl', file).facts.map(({ at, points }) => [
        at.line,
        points.map(({ load, inputTokens }) => `${load.kind} ${load.value} × ${Math.round(inputTokens ?? 0)}`),
      ]),
    ).toStrictEqual([
      [1, ['rate 1 × 509', 'rate 2 × 515', 'offline null × 508']],
      [3, ['rate 4 × 224']],
      [5, ['offline null × 2047']],
    ])
  })

  // sglang_check
  test('300 requests and 160,347 tokens in 298.37 s are 1.0054712 req/s, 511.48989 in and 537.41429 out', () => {
    const point = firstPoint('bench/online.jsonl', file)
    expect(point?.requestsPerSecond).toBeCloseTo(1.0054712, 6)
    expect(point?.inputTokensPerSecond).toBeCloseTo(511.48989, 5)
    expect(point?.outputTokensPerSecond).toBeCloseTo(537.41429, 5)
    expect(point?.tpotMs.p50).toBeCloseTo((7819.05 - 85.75) / (534.49 - 1), 9)
  })
})
