import type { BenchmarkFact, BenchmarkPoint, Hardware } from '../../model/benchmark.ts'
import type { BenchmarkRecord, RecordHardware, RecordPoint } from '../../model/benchmark-record.ts'
import { times } from './amounts.ts'

/**
 * A benchmark of any tool as a record, for whoever keeps evidence in one place. What the tool's file did not say
 * stays null.
 * @param sha256 of the file that it was read from, in hex
 */
export const toRecord = (fact: BenchmarkFact, sha256: string): BenchmarkRecord => ({
  schema: 'unitcost.gpu-bench/v1',
  tool: { name: fact.tool, version: null, file_sha256: sha256 },
  ran_at: fact.ranAt,
  model: { id: fact.model, revision: null, precision: fact.precision },
  engine: { name: fact.engine, version: null, image_digest: null, args_hash: null },
  hardware: fact.hardware && hardwareOf(fact.hardware),
  points: fact.points.map((point, index) => pointOf(point, index === 0 ? unmeasured(fact) : null)),
  repeats: fact.repeats.map(again => ({
    point: again.point,
    req_s: again.requestsPerSecond,
    out_tok_s: again.outputTokensPerSecond,
    ttft_p95_ms: again.ttftP95Ms,
    tpot_p95_ms: again.tpotP95Ms,
  })),
  git: fact.commit === null ? null : { sha: fact.commit, base_sha: null },
})

function hardwareOf({ name, count, basis }: Hardware): RecordHardware {
  const vendor = /\b(AMD|MI\d{3}X?)\b/i.test(name)
    ? 'amd'
    : /\b(NVIDIA|[ABHLT]\d{1,3}S?)\b/i.test(name)
      ? 'nvidia'
      : 'other'
  const tool = vendor === 'amd' ? 'amd-smi' : 'nvidia-smi'
  return { vendor, sku: name, count, source: basis === 'measured' ? tool : 'declared', power_limit_w: null }
}

/** What was held and not measured, warm-up above all; a record has it with its first load. */
function unmeasured({ heldSeconds, points }: BenchmarkFact): number | null {
  const rest = (heldSeconds ?? 0) - points.reduce((sum, point) => sum + (point.durationSeconds ?? 0), 0)
  return rest > 0 ? rest : null
}

const pointOf = (point: BenchmarkPoint, warmupSeconds: number | null): RecordPoint => ({
  load: { ...point.load, burstiness: null, isl_mean: point.inputTokens, osl_mean: point.outputTokens },
  window: { start: null, end: null, duration_s: point.durationSeconds, warmup_s: warmupSeconds },
  counts: {
    ok: point.succeeded,
    failed: point.failed,
    in_tokens: whole(times(point.inputTokens, point.succeeded)),
    out_tokens: whole(times(point.outputTokens, point.succeeded)),
  },
  rate: {
    req_s: point.requestsPerSecond,
    in_tok_s: point.inputTokensPerSecond,
    out_tok_s: point.outputTokensPerSecond,
  },
  latency_ms: { ttft: point.ttftMs, tpot: point.tpotMs, e2e: point.endToEndMs },
  goodput_req_s: point.goodputRequestsPerSecond,
  power: point.averageWatt === null ? null : { avg_w: point.averageWatt, energy_j: null, valid: true },
  flags: point.flags,
})

const whole = (amount: number | null) => (amount === null ? null : Math.round(amount))
