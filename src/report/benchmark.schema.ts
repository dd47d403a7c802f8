import { AMOUNT, list, MAYBE_AMOUNT, MAYBE_TEXT, object, orNull, PLACE, USD } from './schema-parts.ts'

/** What the numbers of own machines rest on. */
export const BENCHMARK = object({
  state: { enum: ['measured', 'reused', 'stale', 'failed', 'missing'] },
  at: orNull(PLACE),
  source: MAYBE_TEXT,
  age_days: MAYBE_AMOUNT,
  why: MAYBE_TEXT,
  changes: list(
    object({
      kind: { enum: ['usd_per_request', 'ttft_p95', 'tpot_p95'] },
      change: USD,
      interval: orNull(object({ low: USD, high: USD })),
    }),
  ),
  run: orNull(object({ hours: AMOUNT, usd: AMOUNT })),
})
