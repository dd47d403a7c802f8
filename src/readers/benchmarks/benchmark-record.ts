import type { BenchmarkFact, Hardware } from '../../model/benchmark.ts'
import type { BenchmarkRecord, RecordPoint } from '../../model/benchmark-record.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { parseJson } from '../json.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { over } from './amounts.ts'
import { heldSeconds } from './held.ts'
import { ladderOf } from './ladder.ts'
import { missingFrom } from './missing.ts'
import { pointOf } from './point.ts'
import { compileValidator, type RecordValidator } from './record-validator.ts'
import { runOf, type Run } from './run.ts'

/** `unitcost.gpu-bench/v1`: what `unitcost bench` writes. Strict: a record with a mistake in it is not used. */
export const benchmarkRecord: Reader = {
  id: 'benchmark-record',
  title: 'benchmark record',
  files: [
    '.unitcost/{benchmarks,evidence}/**/*.json',
    '**/*{bench,benchmark}*.json',
    '**/{bench,benchmarks}/**/*.json',
  ],
  sniff: ({ text }) => text.includes('"unitcost.gpu-bench/'),
  read,
}

let compiled: RecordValidator | null = null

function read({ path, text }: SourceFile): Reading {
  const value = parseJson(text)
  if (value === null) return { facts: [], diagnostics: [refused(path, 'it is not valid JSON')] }
  const isRecord = (compiled ??= compileValidator())
  if (!isRecord(value.value)) {
    const [error] = isRecord.errors ?? []
    const where =
      error === undefined || error.instancePath === '' ? 'the record' : error.instancePath.slice(0, 200)
    return {
      facts: [],
      diagnostics: [refused(path, `${where} is not what the schema asks for (${error?.keyword})`)],
    }
  }
  const fact = factOf(value.value, path)
  return { facts: [fact], diagnostics: missingFrom([fact]) }
}

const refused = (path: string, why: string): Diagnostic => ({
  code: 'benchmark-record',
  severity: 'error',
  message: `this benchmark record is not used: ${why}`,
  hint: 'Write it with `unitcost bench` or `unitcost import`; schema/gpu-bench.schema.json is its schema.',
  path,
  line: null,
})

const factOf = (record: BenchmarkRecord, path: string): BenchmarkFact => ({
  kind: 'benchmark',
  id: path,
  at: { path, line: null },
  tool: record.tool.name,
  model: record.model.id,
  precision: record.model.precision,
  engine: record.engine.name,
  hardware: hardwareOf(record),
  ranAt: record.ran_at,
  commit: record.git?.sha ?? null,
  heldSeconds: heldSeconds(record),
  points: ladderOf(record.points.map(point => pointOf(runIn(point, record)))),
  repeats: record.repeats.map(again => ({
    point: again.point,
    requestsPerSecond: again.req_s,
    outputTokensPerSecond: again.out_tok_s,
    ttftP95Ms: again.ttft_p95_ms,
    tpotP95Ms: again.tpot_p95_ms,
  })),
})

const hardwareOf = ({ hardware }: BenchmarkRecord): Hardware | null =>
  hardware && {
    name: hardware.sku,
    count: hardware.count,
    basis: hardware.source === 'declared' ? 'declared' : 'measured',
  }

/** A record is a file like any other: what it says is checked as if another tool had said it. */
function runIn(
  { load, window, counts, rate, latency_ms: latency, ...point }: RecordPoint,
  { tool }: BenchmarkRecord,
): Run {
  const noMean = { mean: null }
  return runOf({
    tool: tool.name,
    load: { kind: load.kind, value: load.value },
    seconds: window.duration_s,
    succeeded: counts.ok,
    failed: counts.failed,
    inputTokens: over(counts.in_tokens, counts.ok) ?? load.isl_mean,
    outputTokens: over(counts.out_tokens, counts.ok) ?? load.osl_mean,
    stated: { requests: rate.req_s, input: rate.in_tok_s, output: rate.out_tok_s, total: null },
    ttft: { ...noMean, ...latency.ttft },
    tpot: { ...noMean, ...latency.tpot },
    endToEnd: { ...noMean, ...latency.e2e },
    perToken: 'defined',
    goodput: point.goodput_req_s,
    averageWatt: point.power?.valid === true ? point.power.avg_w : null,
    flags: point.flags,
  })
}
