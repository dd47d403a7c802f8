import type { Hardware } from '../../../model/benchmark.ts'
import { field, isRecord } from '../../json.ts'
import { amount, over } from '../amounts.ts'
import { nameOf, timeOf } from '../identity.ts'
import { runOf, UNKNOWN, type Run } from '../run.ts'
import type { Row, Tool } from '../tool.ts'

/**
 * llama-bench `-o json` or `jsonl`: one test of reading (`n_prompt`) or of writing (`n_gen`) tokens at a time, of
 * one sequence: no server, no requests, no latency targets.
 * https://github.com/ggml-org/llama.cpp/tree/master/tools/llama-bench
 */
export const llamaBench: Tool = {
  name: 'llama-bench',
  marks: ['"avg_ts"', '"n_gen"', '"n_prompt"'],
  runs: ({ rows }) => rows.flatMap(row => (isRecord(row.value) ? [run(row)] : [])),
}

function run({ value, line }: Row): Run {
  const reads = amount(value, 'n_prompt') ?? 0
  const writes = amount(value, 'n_gen') ?? 0
  return runOf({
    tool: llamaBench.name,
    line,
    model: modelOf(nameOf(value, 'model_filename')),
    precision: QUANTIZATION.exec(nameOf(value, 'model_type') ?? '')?.[0] ?? null,
    engine: 'llama.cpp',
    hardware: devicesOf(nameOf(value, 'gpu_info')),
    ranAt: timeOf(field(value, 'test_time')),
    load: { kind: 'concurrency', value: 1 },
    inputTokens: reads,
    outputTokens: writes,
    ...speedOf(amount(value, 'avg_ts'), { reads, writes }),
  })
}

/** Of a test that does both, only the sum is known. */
function speedOf(
  perSecond: number | null,
  { reads, writes }: { readonly reads: number; readonly writes: number },
) {
  const none = { requests: null, input: null, output: null, total: null }
  if (reads > 0 && writes > 0) return { dataset: 'both', stated: { ...none, total: perSecond } }
  if (reads > 0) return { dataset: 'reading', stated: { ...none, input: perSecond } }
  return {
    dataset: 'writing',
    stated: { ...none, output: perSecond },
    tpot: { ...UNKNOWN, mean: over(1000, perSecond) },
  }
}

const QUANTIZATION = /\b(I?Q\d\w*|B?F16|F32)\b/i

/** `models/Qwen2.5-7B-Instruct-Q4_K_M.gguf` serves Qwen2.5-7B-Instruct. */
const modelOf = (file: string | null) =>
  file === null
    ? null
    : (file.split(/[\\/]/).at(-1) ?? file)
        .replace(/(-\d{5}-of-\d{5})?\.gguf$/i, '')
        .replace(/[-.](I?Q\d\w*|F16|BF16|F32)$/i, '')

/** It lists every device that it uses. */
function devicesOf(list: string | null): Hardware | null {
  const devices = (list ?? '').split(/[,/]/).map(device => device.trim())
  const [first = ''] = devices
  const isOneKind = devices.every(device => device === first)
  return first === '' || !isOneKind ? null : { name: first, count: devices.length, basis: 'measured' }
}
