import type { Clock } from './load.ts'
import type { Sample } from './ask.ts'

/** Time that passes only while everybody waits: hours of a schedule in an instant, and always alike. */
export function fakeClock(): Clock & { readonly run: <T>(work: Promise<T>) => Promise<T> } {
  let time = 0
  const waiting: { at: number; wake: () => void }[] = []
  const until: Clock['until'] = (at, stop) =>
    at <= time || stop.aborted
      ? Promise.resolve()
      : new Promise(wake => {
          waiting.push({ at, wake })
          stop.addEventListener('abort', () => wake())
        })
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false
    void work.finally(() => (isOver = true))
    for (;;) {
      await new Promise(resolve => {
        setImmediate(resolve)
      })
      if (isOver) return work
      const [next] = waiting.toSorted((a, b) => a.at - b.at)
      if (next === undefined) throw new Error('everybody waits for nothing')
      waiting.splice(waiting.indexOf(next), 1)
      time = next.at
      next.wake()
    }
  }
  return { now: () => time, until, run }
}

export const never = new AbortController().signal

type Timed = {
  readonly due?: number
  readonly ttft?: number
  readonly tpot?: number
  readonly tokens?: number
}

/** An answer: due at 0, first token after 100 ms, then one each 10 ms, 11 in all. */
export function answer({ due = 0, ttft = 100, tpot = 10, tokens = 11 }: Timed = {}): Sample {
  const firstMs = due + ttft
  const lastMs = firstMs + tpot * (tokens - 1)
  return {
    kind: 'answered',
    dueMs: due,
    sentMs: due,
    endedMs: lastMs,
    firstMs,
    lastMs,
    gapsMs: Array.from({ length: tokens - 1 }, () => tpot),
    inputTokens: 20,
    outputTokens: tokens,
    basis: 'usage',
  }
}
