import { exactObject as object } from '../../model/exact-object.ts'

/** Of one line, without control characters: names are shown to people. */
const NAME = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
} as const
const COUNT = { type: 'integer', minimum: 0, maximum: 1e12 } as const
const SOME = { type: 'integer', minimum: 1, maximum: 1e12 } as const
const TOKENS = { type: 'number', minimum: 0, maximum: 1e9 } as const
const SUM = { type: 'integer', minimum: 0, maximum: 9e15 } as const
const MILLISECONDS = { type: 'number', minimum: 0, maximum: 1e9 } as const
const TIME = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z$',
} as const
const orNull = <const Schema>(schema: Schema) => ({ anyOf: [schema, { type: 'null' }] }) as const

const SIZES = orNull(
  object({
    mean: TOKENS,
    p5: TOKENS,
    p50: TOKENS,
    p95: TOKENS,
    max: TOKENS,
    histogram: { type: 'array', items: object({ up_to: SUM, calls: SOME }), maxItems: 40 },
  }),
)

const CACHE = orNull(
  object({ calls: SOME, hits: COUNT, read_share: { type: 'number', minimum: 0, maximum: 1 } }),
)

const KIND = object({
  size: { enum: ['small', 'medium', 'large', 'huge'] },
  calls: SOME,
  input_tokens: SUM,
  cache_read_tokens: SUM,
  cache_write_tokens: SUM,
  output_tokens: SUM,
})

const MODEL = object({
  model: NAME,
  api_versions: { type: 'array', items: NAME, maxItems: 10 },
  calls: SOME,
  input_tokens: SIZES,
  output_tokens: SIZES,
  cache: CACHE,
  kinds: { type: 'array', items: KIND, maxItems: 4 },
})

const WORKLOAD = object({
  id: NAME,
  from: TIME,
  to: TIME,
  requests: SOME,
  calls: SOME,
  failed: orNull(COUNT),
  without_tokens: COUNT,
  input_tokens: SIZES,
  output_tokens: SIZES,
  cache: CACHE,
  steps: { type: 'array', items: object({ steps: SOME, requests: SOME }), maxItems: 200 },
  retries: orNull(object({ answered: COUNT, retried: COUNT, billed: COUNT })),
  latency_ms: orNull(object({ p50: MILLISECONDS, p95: MILLISECONDS })),
  models: { type: 'array', items: MODEL, minItems: 1, maxItems: 100 },
})

/** The shape of `UsageEvidence` for whoever writes one: JSON Schema draft 2020-12, strict. */
export const USAGE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'usage.schema.json',
  title: 'Usage evidence of Unitcost',
  description: 'What production used: counts, sizes and times. Never dollars, texts, user or request ids.',
  ...object({
    schema: { const: 'unitcost.usage/v1' },
    format: { enum: ['csv', 'jsonl', 'opentelemetry'] },
    workloads: { type: 'array', items: WORKLOAD, minItems: 1, maxItems: 200 },
  }),
} as const
