import { expect, test } from 'vitest'
import type { Run } from './measure.ts'
import { pointsOf } from './points.ts'
import { recordOf, type Measured } from './record.ts'
import { summarize } from './summary.ts'
import { answer } from './testing.ts'

const NO_LIMITS = { ttftP95Ms: null, tpotP95Ms: null }
const NINE = Date.UTC(2026, 10, 25, 9)

/** Ten answers in ten seconds. */
function run(startedAt: number, changed: Partial<Run> = {}): Run {
  const samples = Array.from({ length: 10 }, () => answer())
  return {
    load: { kind: 'rate', value: 1, burstiness: 1 },
    samples,
    startedAt,
    endedAt: startedAt + 10_000,
    warmupSeconds: 2,
    seconds: 10,
    clientBound: [],
    summary: summarize(samples, 10, NO_LIMITS),
    broken: null,
    isPartial: false,
    ...changed,
  }
}

const watts = (from: number, watt: number) =>
  Array.from({ length: 11 }, (_, index) => ({ atMs: from + index * 1000, device: '0', watt }))

const measured = (runs: readonly Run[], changed: Partial<Measured> = {}): Measured => ({
  version: '1.2.3',
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  identity: { revision: null, precision: 'bf16', engine: 'vllm', engineVersion: '0.19.0', imageDigest: null },
  hardware: { vendor: 'nvidia', sku: 'NVIDIA L4', count: 1, source: 'nvidia-smi', powerLimit: 72 },
  readings: [],
  points: pointsOf(runs, NO_LIMITS),
  commit: '0123456789abcdef0123456789abcdef01234567',
  ...changed,
})

test('two repeats of a load as a record', () => {
  const readings = [...watts(NINE, 60), ...watts(NINE + 60_000, 70)]
  const record = recordOf(measured([run(NINE), run(NINE + 60_000)], { readings }))
  expect(record).toMatchInlineSnapshot(`
    {
      "engine": {
        "args_hash": null,
        "image_digest": null,
        "name": "vllm",
        "version": "0.19.0",
      },
      "git": {
        "base_sha": null,
        "sha": "0123456789abcdef0123456789abcdef01234567",
      },
      "hardware": {
        "count": 1,
        "power_limit_w": 72,
        "sku": "NVIDIA L4",
        "source": "nvidia-smi",
        "vendor": "nvidia",
      },
      "model": {
        "id": "meta-llama/Llama-3.1-8B-Instruct",
        "precision": "bf16",
        "revision": null,
      },
      "points": [
        {
          "counts": {
            "failed": 0,
            "in_tokens": 400,
            "ok": 20,
            "out_tokens": 220,
          },
          "flags": [],
          "goodput_req_s": null,
          "latency_ms": {
            "e2e": {
              "p50": 200,
              "p95": 200,
              "p99": 200,
            },
            "tpot": {
              "p50": 10,
              "p95": 10,
              "p99": 10,
            },
            "ttft": {
              "p50": 100,
              "p95": 100,
              "p99": 100,
            },
          },
          "load": {
            "burstiness": 1,
            "isl_mean": 20,
            "kind": "rate",
            "osl_mean": 11,
            "value": 1,
          },
          "power": {
            "avg_w": 65,
            "energy_j": 1300,
            "valid": true,
          },
          "rate": {
            "in_tok_s": 20,
            "out_tok_s": 11,
            "req_s": 1,
          },
          "window": {
            "duration_s": 20,
            "end": "2026-11-25T09:01:10.000Z",
            "start": "2026-11-25T09:00:00.000Z",
            "warmup_s": 4,
          },
        },
      ],
      "ran_at": "2026-11-25T09:00:00.000Z",
      "repeats": [
        {
          "out_tok_s": 11,
          "point": 0,
          "req_s": 1,
          "tpot_p95_ms": 10,
          "ttft_p95_ms": 100,
        },
        {
          "out_tok_s": 11,
          "point": 0,
          "req_s": 1,
          "tpot_p95_ms": 10,
          "ttft_p95_ms": 100,
        },
      ],
      "schema": "unitcost.gpu-bench/v1",
      "tool": {
        "file_sha256": null,
        "name": "unitcost bench",
        "version": "1.2.3",
      },
    }
  `)
})

test.for([
  { what: 'client_bound', changed: { clientBound: ['it used 90 % of a core'] } },
  { what: 'saturated', changed: { broken: { kind: 'saturated', achieved: 1, offered: 2 } } },
  { what: 'failed', changed: { broken: { kind: 'errors', share: 0.5 } } },
  { what: 'partial', changed: { isPartial: true } },
] as const)('one repeat is enough to be $what', ({ what, changed }) => {
  const record = recordOf(measured([run(NINE), run(NINE + 60_000, changed)]))
  expect(record.points.map(({ flags }) => flags)).toEqual([[what]])
})

test('a latency target that broke is a figure and no flag: the next target may be another one', () => {
  const broken = { kind: 'ttft', p95Ms: 900, limitMs: 500 } as const
  expect(recordOf(measured([run(NINE, { broken })])).points[0]?.flags).toEqual([])
})

test('power that one repeat lacks is unknown', () => {
  const runs = [run(NINE), run(NINE + 60_000)]
  expect(recordOf(measured(runs, { readings: watts(NINE, 60) })).points[0]?.power).toBeNull()
})

test('loads are in order, lightest first, whatever ran first', () => {
  const heavy = run(NINE, { load: { kind: 'rate', value: 8, burstiness: Infinity } })
  const record = recordOf(measured([heavy, run(NINE + 60_000)]))
  expect(record.points.map(({ load }) => [load.value, load.burstiness])).toEqual([
    [1, 1],
    [8, null],
  ])
  expect(record.repeats.map(({ point }) => point)).toEqual([0, 1])
})
