import { field, isRecord } from '../../json.ts'
import { amount } from '../amounts.ts'
import { distribution, meanOf } from '../distribution.ts'
import { timeOf } from '../identity.ts'
import { runOf, type Run } from '../run.ts'
import type { ResultFile, Tool } from '../tool.ts'

/**
 * AIPerf `profile_export.jsonl`: a line for each request, with its clock in nanoseconds. The load is not in it,
 * nor is the model. https://github.com/ai-dynamo/aiperf
 */
export const aiperfRecords: Tool = {
  name: 'aiperf records',
  marks: ['"benchmark_phase"', '"request_start_ns"', '"metrics"'],
  runs,
}

function runs({ rows }: ResultFile): readonly Run[] {
  const records = rows.flatMap(({ value }) => (isMeasured(value) ? [value] : []))
  const ok = records.filter(record => !isRecord(field(record, 'error')))
  const starts = ok.flatMap(record => amount(record, 'metadata', 'request_start_ns') ?? [])
  const ends = ok.flatMap(record => amount(record, 'metadata', 'request_end_ns') ?? [])
  if (records.length === 0) return []
  const values = (metric: string) => ok.flatMap(record => valueOf(record, metric) ?? [])
  const first = lowest(starts)
  const last = highest(ends)
  return [
    runOf({
      tool: aiperfRecords.name,
      ranAt: first === null ? null : timeOf(first / 1e9),
      seconds: first === null || last === null ? null : (last - first) / 1e9,
      succeeded: ok.length,
      failed: records.length - ok.length,
      inputTokens: meanOf(values('input_sequence_length')),
      outputTokens: meanOf(values('output_sequence_length')),
      ttft: distribution(values('time_to_first_token')),
      tpot: distribution(values('inter_token_latency')),
      endToEnd: distribution(values('request_latency')),
    }),
  ]
}

const isMeasured = (value: unknown) => field(value, 'metadata', 'benchmark_phase') === 'profiling'

const valueOf = (record: unknown, metric: string) => amount(record, 'metrics', metric, 'value')

const lowest = (values: readonly number[]) =>
  values.reduce<number | null>((least, value) => (least === null || value < least ? value : least), null)
const highest = (values: readonly number[]) =>
  values.reduce<number | null>((most, value) => (most === null || value > most ? value : most), null)
