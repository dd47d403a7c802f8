import { field, isRecord } from '../../json.ts'
import { amount, known, over, S, spreadIn, type Names } from '../amounts.ts'
import { runOf, type Run } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * inference-perf `summary_…` and `stage_N_lifecycle_metrics.json`, and the Prometheus form, whose rates lie with
 * the lengths. Times in seconds. Its time per output token is not what its own means give, so ours is computed.
 * https://github.com/kubernetes-sigs/inference-perf
 */
export const inferencePerf: Tool = {
  name: 'inference-perf',
  marks: ['"load_summary"', '"successes"', '"request_latency"'],
  runs: ({ rows }) => rows.flatMap(({ value }) => (isRecord(value) ? [run(value)] : [])),
}

function run(value: unknown): Run {
  const successes = field(value, 'successes')
  const rates = field(successes, 'throughput')
  const latency = field(successes, 'latency') ?? successes
  const succeeded = amount(successes, 'count')
  const requests = known(amount(rates, 'requests_per_sec'), amount(successes, 'rate'))
  const spread = (metric: string) => spreadIn(field(latency, metric), NAMES, S)
  return runOf({
    tool: inferencePerf.name,
    load: loadOf(field(value, 'load_summary')),
    seconds: over(succeeded, requests),
    succeeded,
    failed: amount(value, 'failures', 'count'),
    inputTokens: amount(successes, 'prompt_len', 'mean'),
    outputTokens: amount(successes, 'output_len', 'mean'),
    stated: {
      requests,
      input: known(amount(rates, 'input_tokens_per_sec'), amount(successes, 'prompt_len', 'rate')),
      output: known(amount(rates, 'output_tokens_per_sec'), amount(successes, 'output_len', 'rate')),
      total: amount(rates, 'total_tokens_per_sec'),
    },
    ttft: spread('time_to_first_token'),
    tpot: spread('time_per_output_token'),
    endToEnd: spread('request_latency'),
  })
}

const NAMES: Names = { mean: 'mean', p50: 'median', p95: 'p95', p99: 'p99' }

/** A summary over stages of several rates has no rate. */
function loadOf(summary: unknown): Run['load'] {
  const rate = amount(summary, 'requested_rate')
  return rate === null ? { kind: 'offline', value: null } : { kind: 'rate', value: rate }
}
