import { field, isRecord } from '../../json.ts'
import { amount, known, over, plus } from '../amounts.ts'
import { nameOf, recordedHardware, timeOf } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import { latency, openLoad } from '../serving-keys.ts'
import type { Row, Tool } from '../tool.ts'

/**
 * `vllm bench serve --save-result`, one object a run, or a line with `--append-result`. `--metadata` keys lie
 * beside the others. Its `tpot` is (end to end − first token) ÷ (n − 1); its `itl` is the gap between chunks.
 * https://docs.vllm.ai/en/latest/benchmarking/cli/
 */
export const vllm: Tool = {
  name: 'vllm bench serve',
  marks: ['"model_id"', '"total_output_tokens"', '"output_throughput"', '_ttft'],
  runs: ({ rows }) => rows.flatMap(row => (isRecord(row.value) ? [run(row)] : [])),
}

function run({ value, line }: Row): Run {
  const succeeded = amount(value, 'completed')
  const prompts = amount(value, 'num_prompts')
  const output = amount(value, 'output_throughput')
  const total = amount(value, 'total_token_throughput')
  const seconds = amount(value, 'duration')
  return runOf({
    tool: vllm.name,
    line,
    model: nameOf(value, 'model_id'),
    precision: nameOf(value, 'precision') ?? nameOf(value, 'dtype') ?? nameOf(value, 'quantization'),
    engine: nameOf(value, 'backend') ?? nameOf(value, 'endpoint_type'),
    hardware: recordedHardware(value),
    dataset: nameOf(value, 'dataset_name'),
    ranAt: timeOf(field(value, 'date')),
    load: openLoad(value),
    seconds,
    succeeded,
    failed: known(amount(value, 'failed'), plus(prompts, succeeded === null ? null : -succeeded)),
    inputTokens: over(amount(value, 'total_input_tokens'), succeeded),
    outputTokens: over(amount(value, 'total_output_tokens'), succeeded),
    stated: {
      requests: amount(value, 'request_throughput'),
      input: amount(value, 'input_throughput'),
      output,
      total,
    },
    ttft: latency(value, 'ttft'),
    tpot: latency(value, 'tpot'),
    endToEnd: latency(value, 'e2el'),
    goodput: known(amount(value, 'request_goodput'), amount(value, 'request_goodput:')),
  })
}
