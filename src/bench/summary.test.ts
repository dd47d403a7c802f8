import { expect, test } from 'vitest'
import type { Sample } from './ask.ts'
import { brokenLimit, brokenWords } from './broken-limit.ts'
import { servingCost } from './cost.ts'
import { plannedHours } from './planned-hours.ts'
import { clientBound } from './self-check.ts'
import { summarize } from './summary.ts'
import { answer } from './testing.ts'

const NO_LIMITS = { ttftP95Ms: null, tpotP95Ms: null }
const failed: Sample = {
  kind: 'failed',
  dueMs: 0,
  sentMs: 0,
  endedMs: 5,
  failure: { kind: 'rate_limited', detail: '429' },
}

test('rates are counts over the time, times are from when a request was due', () => {
  const late = { ...answer({ due: 1000, ttft: 150 }), sentMs: 1040 }
  expect(summarize([answer(), late, failed], 2, NO_LIMITS)).toMatchObject({
    ok: 2,
    failed: 1,
    inputTokens: 40,
    outputTokens: 22,
    requestsPerSecond: 1,
    inputPerSecond: 20,
    outputPerSecond: 11,
    ttftMs: { p50: 125 },
    tpotMs: { p50: 10, p99: 10 },
    endToEndMs: { p50: 225 },
    lagMs: { p50: 0, p95: 36 },
    goodput: null,
    failures: [{ kind: 'rate_limited', count: 1, detail: '429' }],
  })
})

test('goodput counts the answers that kept every limit; one token has no time per token', () => {
  const slow = answer({ tpot: 50 })
  const single = answer({ tokens: 1 })
  const summary = summarize([answer(), slow, single, answer({ ttft: 900 })], 1, {
    ttftP95Ms: 500,
    tpotP95Ms: 40,
  })
  expect(summary.goodput).toBe(2)
})

test('input that one answer does not tell is unknown, not less', () => {
  const told = answer()
  const silent: Sample = told.kind === 'answered' ? { ...told, inputTokens: null, basis: 'chunks' } : told
  expect(summarize([answer(), silent], 1, NO_LIMITS)).toMatchObject({
    inputTokens: null,
    inputPerSecond: null,
    basis: 'chunks',
  })
})

test('nothing was answered', () => {
  expect(summarize([failed], 1, NO_LIMITS)).toMatchObject({
    ok: 0,
    requestsPerSecond: 0,
    ttftMs: { p50: null },
  })
})

const rate = { kind: 'rate', value: 10, burstiness: 1 } as const
const many = (count: number, one = answer()) => Array.from({ length: count }, () => one)

test.for([
  { what: 'kept', samples: many(100), seconds: 10, words: null },
  { what: 'one of 101 failed', samples: [...many(100), failed], seconds: 10, words: null },
  {
    what: 'errors',
    samples: [...many(98), failed, failed],
    seconds: 10,
    words: '2.0 % of the requests failed (limit 1 %)',
  },
  {
    what: 'first token',
    samples: many(100, answer({ ttft: 900 })),
    seconds: 10,
    words: 'TTFT p95 900 ms is over 500 ms',
  },
  {
    what: 'token by token',
    samples: many(100, answer({ tpot: 45.5 })),
    seconds: 10,
    words: 'TPOT p95 45.5 ms is over 40.0 ms',
  },
  {
    what: 'behind',
    samples: many(100),
    seconds: 12.2,
    words: 'it answered 8.33 of 10 requests/s: saturated',
  },
  { what: 'only the last answer is late', samples: many(100), seconds: 11.1, words: null },
])('a limit: $what', ({ samples, seconds, words }) => {
  const slo = { ttftP95Ms: 500, tpotP95Ms: 40 }
  const broken = brokenLimit({ load: rate, summary: summarize(samples, seconds, slo) }, slo, 200)
  expect(broken && brokenWords(broken)).toBe(words)
})

const CALM = { loopDelayP99Ms: 0.5, cpu: 0.3, lagP95Ms: 2, tpotP50Ms: 20 }

test.for([
  { what: 'calm', client: {}, reasons: [] },
  {
    what: 'late against slow tokens',
    client: { loopDelayP99Ms: 11, tpotP50Ms: 80 },
    reasons: ['its event loop was 11.0 ms late (p99, limit 10.0 ms)'],
  },
  {
    what: 'late against fast tokens',
    client: { loopDelayP99Ms: 6 },
    reasons: ['its event loop was 6.0 ms late (p99, limit 5.0 ms)'],
  },
  { what: 'no finer than a timer', client: { loopDelayP99Ms: 0.9, tpotP50Ms: 1 }, reasons: [] },
  { what: 'busy', client: { cpu: 0.71 }, reasons: ['it used 71 % of a core (limit 70 %)'] },
  {
    what: 'behind its schedule',
    client: { lagP95Ms: 51 },
    reasons: ['requests were sent 51.0 ms late (p95, limit 50.0 ms)'],
  },
  { what: 'no tokens at all', client: { lagP95Ms: null, tpotP50Ms: null }, reasons: [] },
])('the load generator is $what', ({ client, reasons }) => {
  expect(clientBound({ ...CALM, ...client })).toEqual(reasons)
})

test('the price of four accelerators at $1/hour, in the numbers of a public run', () => {
  const summary = {
    ...summarize([], 36.034275877, NO_LIMITS),
    requestsPerSecond: 300 / 36.034275877,
    inputPerSecond: 299_700 / 36.034275877,
    outputPerSecond: 81_050 / 36.034275877,
  }
  const cost = servingCost(summary, 4)
  expect(cost?.usdPerRequest).toBeCloseTo(0.00013346028, 11)
  expect(cost?.usdPerMillion).toBeCloseTo(0.10515584, 8)
  expect(servingCost(summarize([failed], 1, NO_LIMITS), 4)).toBeNull()
})

test.for([
  { what: 'seconds of each load, each time', plan: { extent: { seconds: 60 }, repeats: 3 }, hours: 0.1 },
  { what: 'requests at their rate', plan: { extent: { requests: 720 } }, hours: 72 / 3600 + 36 / 3600 },
  { what: 'a ladder of ten rungs', plan: { extent: { seconds: 36 }, isLadder: true }, hours: 0.1 },
  {
    what: 'requests by streams',
    plan: { extent: { requests: 100 }, loads: [{ kind: 'concurrency', value: 8 } as const] },
    hours: null,
  },
])('how long it takes: $what', ({ plan, hours }) => {
  const rates = [10, 20].map(value => ({ ...rate, value }))
  const whole = { loads: rates, isLadder: false, warmup: 0, repeats: 1, slo: NO_LIMITS, ...plan }
  const planned = plannedHours(whole)
  expect(planned === null ? null : Number(planned.toFixed(9))).toBe(
    hours === null ? null : Number(hours.toFixed(9)),
  )
})
