import { field, isRecord } from '../../json.ts'
import { amount, MS, over, spreadOf } from '../amounts.ts'
import { hardwareNamed, nameOf } from '../identity.ts'
import { runOf, type Run, type Spread } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * `trtllm-bench --report_json`, times in milliseconds. Averages lie beside objects of percentiles.
 * https://nvidia.github.io/TensorRT-LLM/performance/perf-benchmarking.html
 */
export const trtllm: Tool = {
  name: 'trtllm-bench',
  marks: ['"performance"', '"request_info"', '"world_info"'],
  runs: ({ rows }) => rows.flatMap(({ value }) => (isRecord(value) ? [run(value)] : [])),
}

function run(value: unknown): Run {
  const performance = field(value, 'performance')
  const streaming = field(value, 'streaming_metrics')
  const world = field(value, 'world_info')
  const request = field(value, 'request_info')
  const rate = amount(world, 'issue_rate')
  const device = nameOf(value, 'machine', 'name')
  const gpus = amount(world, 'world_size')
  const hardware = device === null || gpus === null ? null : hardwareNamed(device, gpus)
  return runOf({
    tool: trtllm.name,
    model: nameOf(value, 'engine', 'model'),
    precision: nameOf(value, 'engine', 'quantization') ?? nameOf(value, 'engine', 'dtype'),
    engine: 'tensorrt-llm',
    hardware: hardware && { ...hardware, basis: 'measured' },
    load: rate === null ? { kind: 'offline', value: null } : { kind: 'rate', value: rate },
    seconds: over(amount(performance, 'total_latency_ms'), 1000),
    succeeded: amount(request, 'num_requests'),
    inputTokens: amount(request, 'avg_input_length'),
    outputTokens: amount(request, 'avg_output_length'),
    stated: {
      requests: amount(performance, 'request_throughput_req_s'),
      input: null,
      output: amount(performance, 'system_output_throughput_tok_s'),
      total: amount(performance, 'system_total_throughput_tok_s'),
    },
    ttft: latency(amount(streaming, 'avg_ttft_ms'), field(streaming, 'ttft_percentiles')),
    tpot: latency(amount(streaming, 'avg_tpot_ms'), field(streaming, 'tpot_percentiles')),
    endToEnd: latency(
      amount(performance, 'avg_request_latency_ms'),
      field(performance, 'request_latency_percentiles_ms'),
    ),
  })
}

const latency = (mean: number | null, percentiles: unknown): Spread =>
  spreadOf(
    part => (part === 'mean' ? (mean ?? amount(percentiles, 'average')) : amount(percentiles, part)),
    MS,
  )
