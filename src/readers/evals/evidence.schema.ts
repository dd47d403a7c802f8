import { exactObject as object } from '../../model/exact-object.ts'

/** Of one line, without control characters: names are shown to people. */
const NAME = {
  type: 'string',
  minLength: 1,
  maxLength: 300,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
} as const
const MAYBE_NAME = { ...NAME, type: ['string', 'null'] } as const
const COUNT = { type: 'integer', minimum: 0, maximum: 1e9 } as const
const TOKENS = { type: 'integer', minimum: 0, maximum: 1e12 } as const

const USAGE = object({
  requests: COUNT,
  input: TOKENS,
  cache_read: TOKENS,
  cache_write: TOKENS,
  output: TOKENS,
  reasoning: TOKENS,
})

const TEST = object({
  id: NAME,
  attempts: COUNT,
  passes: COUNT,
  errors: COUNT,
  critical: { type: 'boolean' },
  score: { type: ['number', 'null'], minimum: 0, maximum: 1 },
  latency_ms: { type: ['number', 'null'], minimum: 0, maximum: 1e9 },
  scores: {
    type: 'object',
    maxProperties: 50,
    propertyNames: { maxLength: 200, pattern: NAME.pattern },
    additionalProperties: { type: 'number', minimum: -1e9, maximum: 1e9 },
  },
  usage: { anyOf: [USAGE, { type: 'null' }] },
})

/** The shape of `EvalEvidence` for whoever writes one: JSON Schema draft 2020-12, strict. */
export const EVAL_EVIDENCE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'eval-evidence.schema.json',
  title: 'Evaluation evidence of Unitcost',
  description: 'What a run of evals measured, test by test. Never dollars, prompt texts or answers.',
  ...object({
    schema: { const: 'unitcost.eval/v1' },
    tool: NAME,
    ran_at: {
      type: ['string', 'null'],
      maxLength: 40,
      pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)$',
    },
    commit: { type: ['string', 'null'], pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' },
    suite: MAYBE_NAME,
    results: {
      type: 'array',
      maxItems: 500,
      items: object({
        provider: NAME,
        model: MAYBE_NAME,
        prompt: NAME,
        prompt_sha256: { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' },
        passed: COUNT,
        failed: COUNT,
        errors: COUNT,
        tests: { type: 'array', items: TEST, maxItems: 20_000 },
        left_out: COUNT,
      }),
    },
  }),
} as const
