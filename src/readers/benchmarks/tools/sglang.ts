import { field, isRecord } from '../../json.ts'
import { amount, known, over, plus } from '../amounts.ts'
import { nameOf, recordedHardware, timeOf } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import { latency, openLoad } from '../serving-keys.ts'
import type { Row, Tool } from '../tool.ts'

/**
 * SGLang `bench_serving --output-file`: a line a run, appended, so that one file mixes shapes; the old key set
 * has no rates of requests. `random_input_len` stays in lines of other data: lengths come from the totals.
 * https://docs.sglang.ai/developer_guide/bench_serving.html
 */
export const sglang: Tool = {
  name: 'sglang bench_serving',
  marks: ['"backend"', '"total_output_tokens_retokenized"', '"output_throughput"'],
  runs: ({ rows }) => rows.flatMap(row => (isRecord(row.value) ? [run(row)] : [])),
}

function run({ value, line }: Row): Run {
  const succeeded = amount(value, 'completed')
  const prompts = amount(value, 'num_prompts')
  return runOf({
    tool: sglang.name,
    line,
    model: nameOf(value, 'server_info', 'model_path') ?? nameOf(value, 'model_id') ?? nameOf(value, 'model'),
    precision: nameOf(value, 'server_info', 'quantization') ?? nameOf(value, 'server_info', 'dtype'),
    engine: nameOf(value, 'backend'),
    hardware: recordedHardware(value),
    dataset: nameOf(value, 'dataset_name'),
    ranAt: timeOf(field(value, 'date')),
    load: openLoad(value),
    seconds: amount(value, 'duration'),
    succeeded,
    failed: plus(prompts, succeeded === null ? null : -succeeded),
    inputTokens: over(amount(value, 'total_input_tokens'), succeeded),
    outputTokens: over(amount(value, 'total_output_tokens'), succeeded),
    stated: {
      requests: amount(value, 'request_throughput'),
      input: amount(value, 'input_throughput'),
      output: amount(value, 'output_throughput'),
      total: known(amount(value, 'total_throughput'), amount(value, 'total_token_throughput')),
    },
    ttft: latency(value, 'ttft'),
    tpot: latency(value, 'tpot'),
    endToEnd: latency(value, 'e2e_latency'),
  })
}
