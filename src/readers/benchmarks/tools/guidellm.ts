import { field, isRecord, listOf, textOf } from '../../json.ts'
import { amount, MS, S } from '../amounts.ts'
import { nameOf, recordedHardware, timeOf } from '../identity.ts'
import { runOf, UNKNOWN, type Run, type Spread } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * GuideLLM report, version 2: each benchmark is a load. Its `inter_token_latency_ms` is our time per output
 * token; its `time_per_output_token_ms` is end to end ÷ n, and its `request_latency` is in seconds.
 * https://github.com/vllm-project/guidellm
 */
export const guidellm: Tool = {
  name: 'guidellm',
  marks: ['"benchmarks"', '"inter_token_latency_ms"', '"request_totals"'],
  runs: ({ rows }) =>
    rows.flatMap(({ value }) => listOf(field(value, 'benchmarks')).filter(isRecord).map(run)),
}

function run(benchmark: unknown): Run {
  const metric = (name: string) => field(benchmark, 'metrics', name, 'successful')
  const totals = field(benchmark, 'metrics', 'request_totals') ?? field(benchmark, 'request_totals')
  return runOf({
    tool: guidellm.name,
    model: nameOf(benchmark, 'config', 'backend', 'model'),
    hardware: recordedHardware(field(benchmark, 'config')),
    ranAt: timeOf(field(benchmark, 'start_time')),
    load: loadOf(field(benchmark, 'config', 'strategy')),
    seconds: amount(benchmark, 'duration'),
    succeeded: amount(totals, 'successful'),
    failed: amount(totals, 'errored'),
    inputTokens: amount(metric('prompt_token_count'), 'mean'),
    outputTokens: amount(metric('output_token_count'), 'mean'),
    stated: {
      requests: amount(metric('requests_per_second'), 'mean'),
      input: amount(metric('prompt_tokens_per_second'), 'mean'),
      output: amount(metric('output_tokens_per_second'), 'mean'),
      total: amount(metric('tokens_per_second'), 'mean'),
    },
    ttft: spread(metric('time_to_first_token_ms'), MS),
    tpot: spread(metric('inter_token_latency_ms'), MS),
    endToEnd: spread(metric('request_latency'), S),
  })
}

function loadOf(strategy: unknown): Run['load'] {
  const rate = amount(strategy, 'rate')
  const inFlight = amount(strategy, 'max_concurrency') ?? amount(strategy, 'streams')
  const kind = textOf(field(strategy, 'type_')) ?? ''
  if (kind === 'synchronous') return { kind: 'concurrency', value: 1 }
  if (rate !== null && kind !== 'concurrent') return { kind: 'rate', value: rate }
  return inFlight === null ? { kind: 'offline', value: null } : { kind: 'concurrency', value: inFlight }
}

/** A distribution without a value has zeros everywhere. */
function spread(value: unknown, unit: number): Spread {
  if (amount(value, 'count') === 0) return UNKNOWN
  const part = (...path: readonly string[]) => {
    const found = amount(value, ...path)
    return found === null ? null : found * unit
  }
  return {
    mean: part('mean'),
    p50: part('percentiles', 'p50') ?? part('median'),
    p95: part('percentiles', 'p95'),
    p99: part('percentiles', 'p99'),
  }
}
