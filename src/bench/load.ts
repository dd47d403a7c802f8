import { arrivals } from './arrivals.ts'
import { ask, type Request, type Sample, type Send } from './ask.ts'
import type { Random } from './random.ts'

/** How requests are offered. `rate`: open loop, a slow answer delays no other; `concurrency`: closed loop. */
export type Load =
  | {
      readonly kind: 'rate'
      /** Requests per second. */
      readonly value: number
      /** 1: Poisson; Infinity: evenly spaced. */
      readonly burstiness: number
    }
  | { readonly kind: 'concurrency'; readonly value: number }

export type Extent = { readonly requests: number } | { readonly seconds: number }

/** Milliseconds from any origin, never backwards. */
export type Clock = {
  readonly now: () => number
  /** Resolves at that time, at once where it is past, and early when stopped. */
  readonly until: (at: number, stop: AbortSignal) => Promise<void>
}

export type Sending = {
  readonly clock: Clock
  readonly send: Send
  readonly stop: AbortSignal
  readonly random: Random
  /** The next request to send, never the same twice. */
  readonly next: () => Omit<Request, 'dueMs'>
  /** After each answer. */
  readonly onSample: (sample: Sample) => void
}

/** Offers a load until its extent is reached or `stop`, and waits for the last answer. */
export const offer = (load: Load, extent: Extent, sending: Sending): Promise<readonly Sample[]> =>
  load.kind === 'rate' ? openLoop(load, extent, sending) : closedLoop(load.value, extent, sending)

/** How many requests a rate makes of an extent: at least one. */
export const requestsOf = (rate: number, extent: Extent): number =>
  'requests' in extent ? extent.requests : Math.max(1, Math.round(rate * extent.seconds))

async function openLoop(
  { value: rate, burstiness }: Extract<Load, { kind: 'rate' }>,
  extent: Extent,
  sending: Sending,
): Promise<readonly Sample[]> {
  const { clock, stop, next } = sending
  const count = requestsOf(rate, extent)
  const schedule = arrivals({ rate, burstiness, count }, sending.random)
  const startMs = clock.now()
  const answers: Promise<Sample>[] = []
  for (const offset of schedule) {
    // Made before it is due: building a long prompt must not delay it.
    const request = next()
    await clock.until(startMs + offset, stop)
    if (stop.aborted) break
    answers.push(asked({ ...request, dueMs: startMs + offset }, sending))
  }
  return Promise.all(answers)
}

async function closedLoop(streams: number, extent: Extent, sending: Sending): Promise<readonly Sample[]> {
  const { clock, stop, next } = sending
  const endMs = 'seconds' in extent ? clock.now() + extent.seconds * 1000 : Infinity
  const samples: Sample[] = []
  let left = 'requests' in extent ? extent.requests : Infinity
  const startMs = clock.now()
  const stream = async (index: number) => {
    // One by one: sending all at once would time how fast this process sends.
    await clock.until(startMs + index, stop)
    while (left > 0 && clock.now() < endMs && !stop.aborted) {
      left -= 1
      const sample = await asked({ ...next(), dueMs: clock.now() }, sending)
      samples.push(sample)
      // A server that refuses at once would be asked thousands of times a second.
      if (sample.kind === 'failed') await clock.until(clock.now() + PAUSE_MS, stop)
    }
  }
  await Promise.all(Array.from({ length: streams }, (_, index) => stream(index)))
  return samples
}

const PAUSE_MS = 100

async function asked(request: Request, { send, clock, stop, onSample }: Sending): Promise<Sample> {
  const sample = await ask(request, { send, now: clock.now, stop })
  onSample(sample)
  return sample
}
