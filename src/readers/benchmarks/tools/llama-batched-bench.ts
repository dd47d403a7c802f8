import { isRecord } from '../../json.ts'
import { amount, over } from '../amounts.ts'
import { recordedHardware } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import type { Row, Tool } from '../tool.ts'

/**
 * llama-batched-bench `--output-format jsonl`: `pl` sequences of `pp` tokens in and `tg` out, in step. It names
 * neither the model nor the device. https://github.com/ggml-org/llama.cpp/tree/master/tools/batched-bench
 */
export const llamaBatchedBench: Tool = {
  name: 'llama-batched-bench',
  marks: ['"speed_tg"', '"speed_pp"', '"pl"'],
  runs: ({ rows }) => rows.flatMap(row => (isRecord(row.value) ? [run(row)] : [])),
}

function run({ value, line }: Row): Run {
  const parallel = amount(value, 'pl')
  const seconds = amount(value, 't')
  const outputTokens = amount(value, 'tg')
  const writing = over(amount(value, 't_tg'), outputTokens)
  return runOf({
    tool: llamaBatchedBench.name,
    line,
    engine: 'llama.cpp',
    hardware: recordedHardware(value),
    load: { kind: 'concurrency', value: parallel },
    seconds,
    succeeded: parallel,
    inputTokens: amount(value, 'pp'),
    outputTokens,
    stated: { requests: null, input: null, output: null, total: amount(value, 'speed') },
    ttft: { mean: ms(amount(value, 't_pp')), p50: ms(amount(value, 't_pp')), p95: null, p99: null },
    tpot: { mean: ms(writing), p50: ms(writing), p95: null, p99: null },
  })
}

const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1000)
