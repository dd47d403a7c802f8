import { expect, test } from 'vitest'
import type { Send } from './ask.ts'
import { brokenWords } from './broken-limit.ts'
import { loadWords } from './load-words.ts'
import { measure, type Plan } from './measure.ts'
import { bestPoint, pointsOf } from './points.ts'
import { randomOf } from './random.ts'
import { fakeClock } from './testing.ts'

const PLAN: Plan = {
  loads: [{ kind: 'rate', value: 1, burstiness: Infinity }],
  isLadder: true,
  extent: { seconds: 20 },
  warmup: 2,
  repeats: 1,
  slo: { ttftP95Ms: 1000, tpotP95Ms: null },
}

const TOKEN = 'data: {"choices":[{"delta":{"content":" word"}}]}\n\n'
const END = 'data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2}}\n\ndata: [DONE]\n\n'

type Setting = { readonly perSecond: number; readonly loopDelayP99Ms?: number; readonly stopAfterMs?: number }

/** A server that answers one request after the other, so many a second. */
async function measured(plan: Plan, { perSecond, loopDelayP99Ms = 0, stopAfterMs = Infinity }: Setting) {
  const clock = fakeClock()
  const stop = new AbortController()
  let freeAt = 0
  const send: Send = async (_body, receive, signal) => {
    freeAt = Math.max(freeAt, clock.now()) + 1000 / perSecond
    await clock.until(freeAt, signal)
    if (signal.aborted) return { kind: 'stopped', detail: 'interrupted' }
    receive(TOKEN)
    await clock.until(clock.now() + 10, signal)
    receive(TOKEN)
    return receive(END)
  }
  const outside = {
    clock,
    send,
    stop: stop.signal,
    random: randomOf(1),
    next: () => ({ body: '{}', outputTokens: 2 }),
    wallClock: () => 1_800_000_000_000 + clock.now(),
    watchClient: () => () => ({ loopDelayP99Ms, cpu: 0.1 }),
    onProgress: () => {
      if (clock.now() >= stopAfterMs) stop.abort()
    },
  }
  const runs = await clock.run(measure(plan, outside))
  return pointsOf(runs, plan.slo)
}

const said = (points: Awaited<ReturnType<typeof measured>>) =>
  points.map(({ load, runs }) => {
    const broken = runs.flatMap(run => run.broken ?? []).map(brokenWords)
    return [loadWords(load), ...broken, ...runs.flatMap(run => run.clientBound)].join(': ')
  })

test('a ladder doubles until the latency target breaks, and the load before counts', async () => {
  const points = await measured(PLAN, { perSecond: 5 })
  expect(said(points)).toMatchInlineSnapshot(`
    [
      "1 request/s",
      "2 requests/s",
      "4 requests/s",
      "8 requests/s: TTFT p95 11529 ms is over 1000 ms",
    ]
  `)
  expect(bestPoint(points)?.load.value).toBe(4)
})

test('without a target that breaks, it ends where the server falls behind', async () => {
  const points = await measured({ ...PLAN, slo: { ttftP95Ms: 60_000, tpotP95Ms: null } }, { perSecond: 5 })
  expect(said(points)).toMatchInlineSnapshot(`
    [
      "1 request/s",
      "2 requests/s",
      "4 requests/s",
      "8 requests/s: it answered 5.01 of 8 requests/s: saturated",
    ]
  `)
})

test('it ends where the load generator is the bottleneck, and that load does not count', async () => {
  const points = await measured(PLAN, { perSecond: 500, loopDelayP99Ms: 12 })
  expect(said(points)).toMatchInlineSnapshot(`
    [
      "1 request/s: its event loop was 12.0 ms late (p99, limit 2.5 ms)",
    ]
  `)
  expect(bestPoint(points)).toBeNull()
})

test('repeats go through all loads again and are pooled', async () => {
  const loads = [2, 4].map(value => ({ kind: 'rate', value, burstiness: Infinity }) as const)
  const points = await measured({ ...PLAN, isLadder: false, loads, repeats: 3 }, { perSecond: 100 })
  expect(points.map(({ runs, summary }) => [runs.length, summary.ok])).toEqual([
    [3, 120],
    [3, 240],
  ])
  const [first, second] = points.map(({ runs }) => runs.map(({ startedAt }) => startedAt))
  const [a = 0, b = 0, c = 0, d = 0] = [first?.[0], second?.[0], first?.[1], second?.[1]]
  expect([a, b, c, d].toSorted((x, y) => x - y)).toEqual([a, b, c, d])
})

test('what was stopped is kept, marked, and says nothing about rates', async () => {
  const loads = [1, 2].map(value => ({ kind: 'rate', value, burstiness: Infinity }) as const)
  const points = await measured({ ...PLAN, isLadder: false, loads }, { perSecond: 100, stopAfterMs: 30_000 })
  expect(points.map(({ runs }) => runs.map(({ isPartial, broken }) => ({ isPartial, broken })))).toEqual([
    [{ isPartial: false, broken: null }],
    [{ isPartial: true, broken: null }],
  ])
  expect(bestPoint(points)?.load.value).toBe(1)
})
