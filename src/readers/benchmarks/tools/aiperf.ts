import { field, isRecord } from '../../json.ts'
import { amount, MS, over, S, spreadIn, type Names } from '../amounts.ts'
import { nameOf, recordedHardware, timeOf } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import type { ResultFile, Tool } from '../tool.ts'

/**
 * AIPerf `profile_export_aiperf.json`, genai-perf `profile_export_genai_perf.json`: each metric is { unit, avg,
 * p50 … }. `inter_token_latency` is our time per output token, `inter_chunk_latency` the gap between chunks;
 * `error_summary` lists kinds of errors, not errors. https://github.com/ai-dynamo/aiperf
 */
export const aiperf: Tool = {
  name: 'aiperf',
  marks: ['"request_throughput"', '"output_token_throughput"', '"request_latency"', '"avg"'],
  runs: file => file.rows.flatMap(({ value }) => (isRecord(value) ? [run(value, file)] : [])),
}

function run(value: unknown, { path }: ResultFile): Run {
  const config = field(value, 'input_config')
  const load = field(config, 'loadgen') ?? field(config, 'perf_analyzer', 'stimulus')
  const latency = (metric: string) => {
    const found = field(value, metric)
    return spreadIn(found, NAMES, field(found, 'unit') === 's' ? S : MS)
  }
  const throughput = (metric: string) => amount(value, metric, 'avg')
  const succeeded = amount(value, 'request_count', 'avg')
  const requests = throughput('request_throughput')
  return runOf({
    tool: /genai_perf/.test(path) ? 'genai-perf' : aiperf.name,
    model: firstName(config),
    hardware: recordedHardware(config),
    ranAt: timeOf(field(value, 'start_time')),
    load: loadOf(load),
    seconds: amount(value, 'benchmark_duration', 'avg') ?? over(succeeded, requests),
    succeeded,
    failed: amount(value, 'error_request_count', 'avg'),
    inputTokens: throughput('input_sequence_length'),
    outputTokens: throughput('output_sequence_length'),
    stated: {
      requests,
      input: null,
      output: throughput('output_token_throughput'),
      total: throughput('total_token_throughput'),
    },
    ttft: latency('time_to_first_token'),
    tpot: latency('inter_token_latency'),
    endToEnd: latency('request_latency'),
    flags: field(value, 'was_cancelled') === true ? ['failed'] : [],
  })
}

const NAMES: Names = { mean: 'avg', p50: 'p50', p95: 'p95', p99: 'p99' }

function firstName(config: unknown): string | null {
  const names = field(config, 'endpoint', 'model_names') ?? field(config, 'model_names')
  return Array.isArray(names) ? nameOf({ first: names[0] }, 'first') : null
}

function loadOf(load: unknown): Run['load'] {
  const rate = amount(load, 'request_rate')
  const inFlight = amount(load, 'concurrency')
  if (rate !== null) return { kind: 'rate', value: rate }
  return inFlight === null ? { kind: 'offline', value: null } : { kind: 'concurrency', value: inFlight }
}
