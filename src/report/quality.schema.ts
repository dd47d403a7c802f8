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
  TEXT,
  USD,
} from './schema-parts.ts'

const PASS_RATE = object({ passed: COUNT, total: COUNT })
const INTERVAL = object({ low: USD, high: USD })
const SOLVED = object({ tests: COUNT, expected: MAYBE_AMOUNT, interval: orNull(INTERVAL) })
const QUALITY_VERDICTS = ['improved', 'ok', 'inconclusive', 'regressed', 'invalid'] as const

/** The shape of `QualityResult`. */
export const QUALITY = object({
  base: orNull(PASS_RATE),
  head: orNull(PASS_RATE),
  ran_at: object({ base: MAYBE_TEXT, head: MAYBE_TEXT }),
  verdict: { enum: [...QUALITY_VERDICTS, null] },
  unpaired: { enum: ['same-run', 'totals', 'no-base', 'no-head', null] },
  delta: MAYBE_USD,
  interval: orNull(INTERVAL),
  paired: { type: ['integer', 'null'], minimum: 0 },
  table: orNull(object({ both: COUNT, lost: COUNT, won: COUNT, neither: COUNT })),
  lost: list(TEXT),
  won: list(TEXT),
  critical: list(TEXT),
  errors: COUNT,
  added: list(TEXT),
  removed: list(TEXT),
  visible_drop: MAYBE_AMOUNT,
  latency_ms: BASE_AND_HEAD,
  usd_per_solved_task: object({
    base: orNull(SOLVED),
    head: orNull(SOLVED),
    ratio: orNull(object({ value: AMOUNT, interval: orNull(INTERVAL) })),
  }),
  suite: orNull(
    object({
      usd_per_test: MAYBE_AMOUNT,
      latency_ms: MAYBE_AMOUNT,
      score: MAYBE_AMOUNT,
      dearer: COUNT,
      slower: COUNT,
    }),
  ),
  usd_of_run: orNull(object({ usd: AMOUNT, tests: COUNT, unknown: COUNT })),
  cheaper_model: orNull(
    object({
      model: TEXT,
      instead: TEXT,
      saving_per_request: AMOUNT,
      saving_per_month: MAYBE_AMOUNT,
      tests: COUNT,
      verdict: TEXT,
      delta: USD,
      interval: INTERVAL,
    }),
  ),
})
