import { isRecord } from '../../json.ts'
import { amount } from '../amounts.ts'
import { nameOf, recordedHardware } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import type { Tool } from '../tool.ts'

/**
 * `vllm bench throughput --output-json`: offline, with input and output tokens only as one sum.
 * https://docs.vllm.ai/en/latest/benchmarking/cli/
 */
export const vllmThroughput: Tool = {
  name: 'vllm bench throughput',
  marks: ['"elapsed_time"', '"total_num_tokens"', '"tokens_per_second"'],
  runs: ({ rows }) => rows.flatMap(({ value }) => (isRecord(value) ? [run(value)] : [])),
}

const run = (value: unknown): Run =>
  runOf({
    tool: vllmThroughput.name,
    model: nameOf(value, 'model') ?? nameOf(value, 'model_id'),
    engine: 'vllm',
    hardware: recordedHardware(value),
    seconds: amount(value, 'elapsed_time'),
    succeeded: amount(value, 'num_requests'),
    stated: {
      requests: amount(value, 'requests_per_second'),
      input: null,
      output: null,
      total: amount(value, 'tokens_per_second'),
    },
  })
