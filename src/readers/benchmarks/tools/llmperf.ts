import { field, isRecord } from '../../json.ts'
import { amount, over, S, spreadOf } from '../amounts.ts'
import { nameOf, recordedHardware, timeOf } from '../identity.ts'
import { runOf, type Run, type Spread } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * LLMPerf `…_summary.json`, flat, in seconds. Its inter-token latency includes the first token (end to end ÷ n).
 * `results_mean_output_throughput…` is of the system, `results_request_…` of one request.
 * https://github.com/ray-project/llmperf
 */
export const llmperf: Tool = {
  name: 'llmperf',
  marks: ['"results_ttft_s_', '"results_mean_output_throughput_token_per_s"'],
  runs: ({ rows }) => rows.flatMap(({ value }) => (isRecord(value) ? [run(value)] : [])),
}

function run(value: unknown): Run {
  const succeeded = amount(value, 'results_num_completed_requests')
  const perSecond = over(amount(value, 'results_num_completed_requests_per_min'), 60)
  const latency = (metric: string): Spread =>
    spreadOf(part => amount(value, `results_${metric}_s_${PART[part]}`), S)
  return runOf({
    tool: llmperf.name,
    model: nameOf(value, 'model'),
    hardware: recordedHardware(value),
    ranAt: timeOf(field(value, 'timestamp')),
    load: { kind: 'concurrency', value: amount(value, 'num_concurrent_requests') },
    seconds: over(succeeded, perSecond),
    succeeded,
    failed: amount(value, 'results_number_errors'),
    inputTokens: amount(value, 'results_number_input_tokens_mean'),
    outputTokens: amount(value, 'results_number_output_tokens_mean'),
    stated: {
      requests: perSecond,
      input: null,
      output: amount(value, 'results_mean_output_throughput_token_per_s'),
      total: null,
    },
    ttft: latency('ttft'),
    tpot: latency('inter_token_latency'),
    endToEnd: latency('end_to_end_latency'),
    perToken: 'all-tokens',
  })
}

const PART: Readonly<Record<keyof Spread, string>> = {
  mean: 'mean',
  p50: 'quantiles_p50',
  p95: 'quantiles_p95',
  p99: 'quantiles_p99',
}
