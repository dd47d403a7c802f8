import type { BenchmarkFlag, Percentiles } from '../model/benchmark.ts'
import type { BenchmarkRecord, RecordPoint } from '../model/benchmark-record.ts'
import { energyIn, type Energy } from './gpu/energy.ts'
import type { Reading } from './gpu/readings.ts'
import type { ServingHardware } from './gpu/serving-hardware.ts'
import type { Point } from './points.ts'

/** What was measured, on what. */
export type Measured = {
  readonly version: string
  /** As the server calls it. */
  readonly model: string
  readonly identity: {
    readonly revision: string | null
    readonly precision: string | null
    readonly engine: string | null
    readonly engineVersion: string | null
    readonly imageDigest: string | null
  }
  readonly hardware: ServingHardware | null
  /** Of the accelerators that serve, and of no other. */
  readonly readings: readonly Reading[]
  readonly points: readonly Point[]
  readonly commit: string | null
}

/** The record of a measurement, all of whose points have at least one run. */
export function recordOf(measured: Measured): BenchmarkRecord {
  const { version, model, identity, hardware, points, commit } = measured
  const started = Math.min(...points.flatMap(({ runs }) => runs.map(({ startedAt }) => startedAt)))
  return {
    schema: 'unitcost.gpu-bench/v1',
    tool: { name: 'unitcost bench', version, file_sha256: null },
    ran_at: new Date(started).toISOString(),
    model: {
      id: name(model),
      revision: name(identity.revision),
      precision: name(identity.precision),
    },
    engine: {
      name: name(identity.engine),
      version: name(identity.engineVersion),
      image_digest: name(identity.imageDigest),
      args_hash: null,
    },
    hardware: hardware && {
      vendor: hardware.vendor,
      sku: name(hardware.sku) ?? 'unknown',
      count: hardware.count,
      source: hardware.source,
      power_limit_w: hardware.powerLimit,
    },
    points: points.map(point => recordedPoint(point, measured.readings)),
    repeats: points.flatMap(({ runs }, point) =>
      runs.map(({ summary }) => ({
        point,
        req_s: rounded(summary.requestsPerSecond),
        out_tok_s: rounded(summary.outputPerSecond),
        ttft_p95_ms: maybe(summary.ttftMs.p95),
        tpot_p95_ms: maybe(summary.tpotMs.p95),
      })),
    ),
    git: commit === null ? null : { sha: commit, base_sha: null },
  }
}

function recordedPoint(point: Point, readings: readonly Reading[]): RecordPoint {
  const { load, runs, summary } = point
  const burstiness = load.kind === 'rate' && Number.isFinite(load.burstiness) ? load.burstiness : null
  const energy = powerOf(point, readings)
  return {
    load: {
      kind: load.kind,
      value: load.value,
      burstiness,
      isl_mean: meanOf(summary.inputTokens, summary.ok),
      osl_mean: meanOf(summary.outputTokens, summary.ok),
    },
    window: {
      start: iso(Math.min(...runs.map(({ startedAt }) => startedAt))),
      end: iso(Math.max(...runs.map(({ endedAt }) => endedAt))),
      duration_s: rounded(summary.seconds),
      warmup_s: rounded(runs.reduce((sum, run) => sum + run.warmupSeconds, 0)),
    },
    counts: {
      ok: summary.ok,
      failed: summary.failed,
      in_tokens: summary.inputTokens,
      out_tokens: summary.outputTokens,
    },
    rate: {
      req_s: rounded(summary.requestsPerSecond),
      in_tok_s: maybe(summary.inputPerSecond),
      out_tok_s: rounded(summary.outputPerSecond),
    },
    latency_ms: {
      ttft: all(summary.ttftMs),
      tpot: all(summary.tpotMs),
      e2e: all(summary.endToEndMs),
    },
    goodput_req_s: maybe(summary.goodput),
    power: energy && {
      avg_w: rounded(energy.watt),
      energy_j: rounded(energy.joule),
      valid: energy.problems.length === 0,
    },
    flags: flagsOf(point),
  }
}

/** Over all repeats of a load, without the time between them. Null: not measured in each of them. */
export function powerOf({ runs }: Point, readings: readonly Reading[]): Energy | null {
  const spans = runs.map(run => energyIn({ startMs: run.startedAt, endMs: run.endedAt }, readings))
  const known = spans.flatMap(energy => energy ?? [])
  if (known.length < spans.length || known.length === 0) return null
  const joule = known.reduce((sum, energy) => sum + energy.joule, 0)
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0)
  return { joule, watt: joule / seconds, problems: [...new Set(known.flatMap(({ problems }) => problems))] }
}

/** Why a point is shown and does not gate. */
export function flagsOf({ runs, summary }: Point): readonly BenchmarkFlag[] {
  const broke = (kind: string) => runs.some(({ broken }) => broken?.kind === kind)
  const reasons: Readonly<Record<string, boolean>> = {
    saturated: broke('saturated'),
    client_bound: runs.some(({ clientBound }) => clientBound.length > 0),
    failed: summary.ok === 0 || broke('errors'),
    partial: runs.some(({ isPartial }) => isPartial),
    tokens_estimated: summary.basis === 'chunks',
  }
  return FLAGS.filter(flag => reasons[flag])
}

const FLAGS: readonly BenchmarkFlag[] = ['saturated', 'client_bound', 'failed', 'partial', 'tokens_estimated']

/** As the schema takes it: one line of at most 200 characters, whatever the server says. */
const name = (text: string | null) => text?.replace(/[\n\r]+/g, ' ').slice(0, 200) || null
const iso = (ms: number) => new Date(ms).toISOString()
const meanOf = (tokens: number | null, requests: number) =>
  tokens === null || requests === 0 ? null : rounded(tokens / requests)
const all = ({ p50, p95, p99 }: Percentiles) => ({ p50: maybe(p50), p95: maybe(p95), p99: maybe(p99) })
const maybe = (value: number | null) => (value === null ? null : rounded(value))
/** Seven digits: finer than any clock here, and short to read in a review. */
const rounded = (value: number) => Number(value.toPrecision(7))
