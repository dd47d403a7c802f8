import { BENCHMARK_FLAGS } from '../../model/benchmark.ts'
import { exactObject as object } from '../../model/exact-object.ts'

const MOST = 1e15
const AMOUNT = { type: 'number', minimum: 0, maximum: MOST } as const
const MAYBE_AMOUNT = { type: ['number', 'null'], minimum: 0, maximum: MOST } as const
const MAYBE_COUNT = { type: ['integer', 'null'], minimum: 0, maximum: MOST } as const
const NAME = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\n\\r]*$' } as const
const MAYBE_NAME = { ...NAME, type: ['string', 'null'] } as const
const TIME = {
  type: ['string', 'null'],
  maxLength: 40,
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z$',
} as const
const HASH = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' } as const
const COMMIT = { type: ['string', 'null'], pattern: '^[0-9a-f]{7,64}$' } as const

const PERCENTILES = object({ p50: MAYBE_AMOUNT, p95: MAYBE_AMOUNT, p99: MAYBE_AMOUNT })

const POINT = object({
  load: object({
    kind: { enum: ['rate', 'concurrency', 'offline'] },
    value: MAYBE_AMOUNT,
    burstiness: MAYBE_AMOUNT,
    isl_mean: MAYBE_AMOUNT,
    osl_mean: MAYBE_AMOUNT,
  }),
  window: object({ start: TIME, end: TIME, duration_s: MAYBE_AMOUNT, warmup_s: MAYBE_AMOUNT }),
  counts: object({
    ok: MAYBE_COUNT,
    failed: MAYBE_COUNT,
    in_tokens: MAYBE_COUNT,
    out_tokens: MAYBE_COUNT,
  }),
  rate: object({ req_s: MAYBE_AMOUNT, in_tok_s: MAYBE_AMOUNT, out_tok_s: MAYBE_AMOUNT }),
  latency_ms: object({ ttft: PERCENTILES, tpot: PERCENTILES, e2e: PERCENTILES }),
  goodput_req_s: MAYBE_AMOUNT,
  power: {
    anyOf: [object({ avg_w: AMOUNT, energy_j: MAYBE_AMOUNT, valid: { type: 'boolean' } }), { type: 'null' }],
  },
  flags: { type: 'array', items: { enum: BENCHMARK_FLAGS }, maxItems: 10 },
})

/** The shape of `BenchmarkRecord` for whoever writes one: JSON Schema draft 2020-12, strict. */
export const RECORD_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'gpu-bench.schema.json',
  title: 'GPU benchmark record of Unitcost',
  description: 'What a benchmark measured, and on what. Never dollars; null is “not recorded”, never zero.',
  ...object({
    schema: { const: 'unitcost.gpu-bench/v1' },
    tool: object({ name: NAME, version: MAYBE_NAME, file_sha256: HASH }),
    ran_at: TIME,
    model: object({ id: MAYBE_NAME, revision: MAYBE_NAME, precision: MAYBE_NAME }),
    engine: object({
      name: MAYBE_NAME,
      version: MAYBE_NAME,
      image_digest: MAYBE_NAME,
      args_hash: MAYBE_NAME,
    }),
    hardware: {
      anyOf: [
        object({
          vendor: { enum: ['nvidia', 'amd', 'other'] },
          sku: NAME,
          count: { type: 'integer', minimum: 1, maximum: 10_000 },
          source: { enum: ['nvidia-smi', 'amd-smi', 'declared'] },
          power_limit_w: MAYBE_AMOUNT,
        }),
        { type: 'null' },
      ],
    },
    points: { type: 'array', items: POINT, minItems: 1, maxItems: 200 },
    repeats: {
      type: 'array',
      items: object({
        point: { type: 'integer', minimum: 0, maximum: 199 },
        req_s: AMOUNT,
        out_tok_s: AMOUNT,
        ttft_p95_ms: MAYBE_AMOUNT,
        tpot_p95_ms: MAYBE_AMOUNT,
      }),
      maxItems: 2000,
    },
    git: { anyOf: [object({ sha: COMMIT, base_sha: COMMIT }), { type: 'null' }] },
  }),
} as const
