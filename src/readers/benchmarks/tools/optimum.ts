import { field, isRecord } from '../../json.ts'
import { amount, S, spreadIn, type Names } from '../amounts.ts'
import { recordedHardware } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * optimum-benchmark `benchmark_report.json`: decode throughput is in tokens, prefill throughput in samples (read
 * as prompts), latencies in seconds. The model, the batch and the device are in the configuration beside it.
 * https://github.com/huggingface/optimum-benchmark
 */
export const optimum: Tool = {
  name: 'optimum-benchmark',
  marks: ['"latency"', '"throughput"', '"efficiency"', '"stdev_"'],
  runs: ({ rows }) => rows.flatMap(({ value }) => (isRecord(value) ? [run(value)] : [])),
}

function run(value: unknown): Run {
  const decode = field(value, 'decode', 'throughput')
  const prefill = field(value, 'prefill', 'latency')
  const perToken = field(value, 'per_token', 'latency')
  const isTokens = field(decode, 'unit') === 'tokens/s'
  return runOf({
    tool: optimum.name,
    hardware: recordedHardware(value),
    load: { kind: 'offline', value: null },
    stated: {
      requests: null,
      input: null,
      output: isTokens ? amount(decode, 'value') : null,
      total: null,
    },
    ttft: spreadIn(prefill, NAMES, S),
    tpot: spreadIn(perToken, NAMES, S),
  })
}

const NAMES: Names = { mean: 'mean', p50: 'p50', p95: 'p95', p99: 'p99' }
