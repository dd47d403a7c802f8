import { PENDING } from '../model/pending.ts'
import { BENCHMARK } from './benchmark.schema.ts'
import { QUALITY } from './quality.schema.ts'
import {
  AMOUNT,
  BASE_AND_HEAD,
  COUNT,
  list,
  MAYBE_AMOUNT,
  MAYBE_TEXT,
  MAYBE_USD,
  object,
  orNull,
  PLACE,
  SHARE,
  TEXT,
  USD,
} from './schema-parts.ts'

const LEVEL = { enum: ['error', 'warning', 'note'] } as const
const BASIS = { enum: ['measured', 'declared', 'assumed'] } as const
const VERSION = { const: 1 } as const

const RANGE = object({ low: AMOUNT, expected: AMOUNT, high: AMOUNT })
const SIDE = object({ revision: MAYBE_TEXT, label: TEXT })

const COMPONENT = object({
  call: TEXT,
  target: TEXT,
  meter: TEXT,
  quantity: AMOUNT,
  unit_price: AMOUNT,
  usd_per_request: MAYBE_AMOUNT,
  usd_per_month: MAYBE_AMOUNT,
  basis: BASIS,
  at: orNull(PLACE),
  source: TEXT,
  as_of: TEXT,
  notes: list(TEXT),
})

const LOAD_POINT = object({
  requests_per_second: AMOUNT,
  input_tokens_per_second: AMOUNT,
  output_tokens_per_second: AMOUNT,
  ttft_p95_ms: MAYBE_AMOUNT,
  tpot_p95_ms: MAYBE_AMOUNT,
  limited_by: TEXT,
  usd_per_request_at_full_use: MAYBE_AMOUNT,
  joules_per_output_token: MAYBE_AMOUNT,
})

const SERVING = object({
  usd_per_month: RANGE,
  effective_usd_per_mtok: MAYBE_AMOUNT,
  split: orNull(object({ input_usd_per_mtok: AMOUNT, output_usd_per_mtok: AMOUNT, output_weight: AMOUNT })),
  unused_benchmarks: list(TEXT),
  load: orNull(
    object({
      utilization: AMOUNT,
      idle_share: SHARE,
      output_tokens_per_second: MAYBE_AMOUNT,
      basis: BASIS,
      at: orNull(PLACE),
      source: TEXT,
      point: orNull(LOAD_POINT),
    }),
  ),
  crossover: orNull(
    object({
      model: TEXT,
      usd_per_request: AMOUNT,
      requests_per_month: AMOUNT,
      reachable: { type: ['boolean', 'null'] },
      leaves_out: list(TEXT),
    }),
  ),
})

const ESTIMATE = object({
  usd_per_request: orNull(RANGE),
  usd_per_month: orNull(RANGE),
  usd_per_solved_task: orNull(RANGE),
  usd_per_outcome: orNull(RANGE),
  tokens: object({ input: AMOUNT, cached: AMOUNT, output: AMOUNT }),
  unpriced: list(TEXT),
  metrics: object({
    token_efficiency: MAYBE_AMOUNT,
    effective_usd_per_mtok: MAYBE_AMOUNT,
    cache_hit_rate: MAYBE_AMOUNT,
    fallback_rate: MAYBE_AMOUNT,
    utilization: MAYBE_AMOUNT,
  }),
  serving: orNull(SERVING),
  components: list(COMPONENT),
})

const DRIVER = object({
  kind: {
    enum: [
      'model',
      'routing',
      'retries',
      'prompt',
      'context',
      'retrieval',
      'output',
      'calls',
      'caching',
      'capacity',
      'traffic',
      'price',
    ],
  },
  usd_per_request: MAYBE_USD,
  usd_per_request_high: MAYBE_USD,
  usd_per_month: MAYBE_USD,
  from: TEXT,
  to: TEXT,
  at: list(PLACE),
})

const WORKLOAD = object({
  id: TEXT,
  status: { enum: ['added', 'removed', 'changed', 'unchanged'] },
  origin: { enum: ['declared', 'discovered'] },
  owner: MAYBE_TEXT,
  environment: MAYBE_TEXT,
  tags: { type: 'object', additionalProperties: TEXT },
  at: PLACE,
  requests_per_month: BASE_AND_HEAD,
  base: orNull(ESTIMATE),
  head: orNull(ESTIMATE),
  delta: orNull(object({ usd_per_request: MAYBE_USD, usd_per_month: MAYBE_USD, ratio: MAYBE_AMOUNT })),
  drivers: list(DRIVER),
  quality: orNull(QUALITY),
  benchmark: orNull(BENCHMARK),
  outcome: MAYBE_TEXT,
})

const FINDING = object({
  rule: TEXT,
  budget: MAYBE_TEXT,
  level: LEVEL,
  workload: MAYBE_TEXT,
  message: TEXT,
  why: TEXT,
  suggestions: list(TEXT),
  at: list(PLACE),
  cost: object({ usd_per_month: MAYBE_AMOUNT, usd_per_request: MAYBE_AMOUNT }),
  waived: orNull(
    object({
      by: TEXT,
      until: TEXT,
      because: TEXT,
      up_to: orNull(
        object({
          usd_per_month: MAYBE_AMOUNT,
          usd_per_request: MAYBE_AMOUNT,
          usd_per_solved_task: MAYBE_AMOUNT,
        }),
      ),
    }),
  ),
})

const DIAGNOSTIC = object({
  code: TEXT,
  severity: LEVEL,
  message: TEXT,
  hint: TEXT,
  ...PLACE.properties,
})

const BUDGET = object({
  id: TEXT,
  workload: MAYBE_TEXT,
  limit_kind: TEXT,
  limit: USD,
  base: MAYBE_USD,
  head: MAYBE_USD,
  status: { enum: ['ok', 'near', 'over', 'already-over', 'unknown'] },
  at: PLACE,
})

export const JUDGED_SCHEMA = object({
  version: VERSION,
  verdict: { enum: ['pass', 'warn', 'block'] },
  exit_code: { enum: [0, 1] },
  provisional: { type: 'boolean' },
  pending: list({ enum: PENDING }),
  base: SIDE,
  head: SIDE,
  totals: object({
    usd_per_month: object({ base: MAYBE_AMOUNT, head: MAYBE_AMOUNT, delta: MAYBE_USD }),
    assumed_share: SHARE,
    measured_share: SHARE,
    declared_share: SHARE,
    unpriced: COUNT,
  }),
  workloads: list(WORKLOAD),
  findings: list(FINDING),
  diagnostics: list(DIAGNOSTIC),
  budgets: list(BUDGET),
  policy: object({
    from: { enum: ['base', 'head', 'defaults'] },
    note: MAYBE_TEXT,
    changes: list(object({ what: TEXT, at: PLACE })),
  }),
  prices: object({ as_of: TEXT, date: TEXT, stale: { type: 'boolean' } }),
})

const EMPTY = { type: 'array', items: false, maxItems: 0 } as const

export const NOT_JUDGED_SCHEMA = object({
  version: VERSION,
  verdict: { type: 'null' },
  exit_code: { const: 2 },
  error: object({ code: TEXT, message: TEXT, hint: TEXT }),
  workloads: EMPTY,
  findings: EMPTY,
  diagnostics: list(DIAGNOSTIC),
})

/** The shape of `Result` for whoever reads `--format json`: JSON Schema draft 2020-12, strict. */
export const RESULT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'result.schema.json',
  title: 'Result of Unitcost',
  description: 'What `unitcost … --format json` prints. USD throughout; null is “not known”, never zero.',
  anyOf: [JUDGED_SCHEMA, NOT_JUDGED_SCHEMA],
} as const
