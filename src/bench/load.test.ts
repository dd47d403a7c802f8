import { describe, expect, test } from 'vitest'
import type { Sample, Send } from './ask.ts'
import { offer, type Extent, type Load } from './load.ts'
import { randomOf } from './random.ts'
import { summarize } from './summary.ts'
import { fakeClock, never } from './testing.ts'

const ANSWER = 'data: {"choices":[{"delta":{"content":" word"}}]}\n\ndata: [DONE]\n\n'

type Serving = {
  readonly serviceMs: number
  readonly stall?: { readonly at: number; readonly until: number }
}

/** Offers a load to a server without queue that answers after its service time, and not while it stalls. */
async function offered(load: Load, extent: Extent, { serviceMs, stall = { at: 0, until: 0 } }: Serving) {
  const clock = fakeClock()
  const send: Send = async (_body, receive, stop) => {
    const now = clock.now()
    const starts = now >= stall.at && now < stall.until ? stall.until : now
    await clock.until(starts + serviceMs, stop)
    return receive(ANSWER)
  }
  const next = () => ({ body: '{}', outputTokens: 1 })
  const sending = { clock, send, stop: never, random: randomOf(1), next, onSample: () => {} }
  const samples = await clock.run(offer(load, extent, sending))
  return { samples, endMs: clock.now() }
}

const seconds = (samples: readonly Sample[]) =>
  samples
    .map(sample => (sample.kind === 'answered' ? (sample.lastMs - sample.dueMs) / 1000 : 0))
    .toSorted((a, b) => a - b)

describe('coordinated omission: 10 requests/s for 60 s, 100 ms each, one stall of 5 s', () => {
  const stalled = { serviceMs: 100, stall: { at: 30_000, until: 35_000 } }
  const ranked = (values: readonly number[], q: number) => values[Math.floor(q * values.length)]

  test('open loop: everybody who came in the stall has waited', async () => {
    const load = { kind: 'rate', value: 10, burstiness: Infinity } as const
    const { samples } = await offered(load, { seconds: 60 }, stalled)
    const waited = seconds(samples)
    expect(waited.length).toBe(600)
    expect(ranked(waited, 0.95)).toBeCloseTo(2.2, 6)
    expect(ranked(waited, 0.99)).toBeCloseTo(4.6, 6)
    // The same, between ranks.
    const { endToEndMs } = summarize(samples, 60, { ttftP95Ms: null, tpotP95Ms: null })
    expect(endToEndMs.p95).toBeCloseTo(2105, 6)
    expect(endToEndMs.p99).toBeCloseTo(4501, 6)
  })

  test('closed loop: the stall is one slow request in 550, which no percentile shows', async () => {
    const { samples } = await offered({ kind: 'concurrency', value: 1 }, { seconds: 59.95 }, stalled)
    const waited = seconds(samples)
    expect(waited.length).toBe(550)
    expect(ranked(waited, 0.95)).toBeCloseTo(0.1, 6)
    expect(ranked(waited, 0.99)).toBeCloseTo(0.1, 6)
    expect(waited.at(-1)).toBeCloseTo(5.1, 6)
  })
})

test('so many streams at a time, and so many requests in all', async () => {
  const { samples, endMs } = await offered(
    { kind: 'concurrency', value: 4 },
    { requests: 12 },
    { serviceMs: 100 },
  )
  expect(samples.length).toBe(12)
  // Streams begin a millisecond apart.
  expect(endMs).toBe(303)
})

test('a stop ends the schedule', async () => {
  const clock = fakeClock()
  const stop = new AbortController()
  const next = () => ({ body: '{}', outputTokens: 1 })
  const send: Send = async (_body, receive) => receive(ANSWER)
  const onSample = () => {
    if (clock.now() >= 3000) stop.abort()
  }
  const sending = { clock, send, stop: stop.signal, random: randomOf(1), next, onSample }
  const load = { kind: 'rate', value: 1, burstiness: Infinity } as const
  expect((await clock.run(offer(load, { requests: 60 }, sending))).length).toBe(3)
})
