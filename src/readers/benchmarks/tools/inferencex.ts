import { field, isRecord } from '../../json.ts'
import { amount, plus, S, spreadOf, times } from '../amounts.ts'
import { hardwareNamed, nameOf, timeOf } from '../identity.ts'
import { runOf, type Run, type Spread } from '../run.ts'
import type { Row, Tool } from '../tool.ts'

/**
 * InferenceX `agg_….json`: rates for each GPU, times in seconds, and the GPUs as parallelism. `…_intvty` are
 * tokens per second of a user and not read. https://github.com/SemiAnalysisAI/InferenceX
 */
export const inferencex: Tool = {
  name: 'inferencex',
  marks: ['"tput_per_gpu"', '"conc"', '"hw"'],
  runs: ({ rows }) => rows.flatMap(row => (isRecord(row.value) ? [run(row)] : [])),
}

function run({ value, line }: Row): Run {
  const gpus = gpusOf(value)
  const type = nameOf(value, 'hw')
  const output = times(amount(value, 'output_tput_per_gpu'), gpus)
  const outputTokens = amount(value, 'osl')
  const latency = (metric: string): Spread => spreadOf(part => amount(value, `${PREFIX[part]}_${metric}`), S)
  const watt = field(value, 'power_valid') === true ? amount(value, 'avg_power_w') : null
  return runOf({
    tool: inferencex.name,
    line,
    model: nameOf(value, 'model'),
    precision: nameOf(value, 'precision'),
    engine: nameOf(value, 'framework'),
    hardware: type === null || gpus === null ? null : hardwareNamed(type, gpus),
    dataset: isOn(field(value, 'spec_decoding')) ? 'speculative' : null,
    ranAt: timeOf(field(value, 'date')),
    load: { kind: 'concurrency', value: amount(value, 'conc') },
    inputTokens: amount(value, 'isl'),
    outputTokens,
    stated: {
      requests: output === null || outputTokens === null || outputTokens === 0 ? null : output / outputTokens,
      input: times(amount(value, 'input_tput_per_gpu'), gpus),
      output,
      total: times(amount(value, 'tput_per_gpu'), gpus),
    },
    ttft: latency('ttft'),
    tpot: latency('tpot'),
    endToEnd: latency('e2el'),
    averageWatt: times(watt, gpus),
  })
}

const PREFIX: Readonly<Record<keyof Spread, string>> = { mean: 'mean', p50: 'median', p95: 'p95', p99: 'p99' }

const isOn = (written: unknown) =>
  written === true || (typeof written === 'string' && !/^(none|false|)$/i.test(written))

/** Disaggregated: GPUs that read and GPUs that write; else tensor × pipeline × prefill-context parallelism. */
function gpusOf(value: unknown): number | null {
  const apart = plus(amount(value, 'num_prefill_gpu'), amount(value, 'num_decode_gpu'))
  if (apart !== null && apart > 0) return apart
  const tensor = amount(value, 'tp')
  return tensor === null ? null : tensor * (amount(value, 'pp') ?? 1) * (amount(value, 'pcp_size') ?? 1)
}
