import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Clock } from '../../bench/load.ts'
import type { ClientLoad } from '../../bench/self-check.ts'

/** What a measurement needs of the process that runs it. */
export type BenchWorld = {
  /** Writes to standard error. */
  readonly tell: (text: string) => void
  readonly isTerminal: boolean
  /** Processor time of this process so far, milliseconds of one core. */
  readonly cpuMs: () => number
  /** Calls it at the first Ctrl-C or SIGTERM; the second ends the process. Answers how to stop listening. */
  readonly onInterrupt: (stop: () => void) => () => void
}

type Process = Pick<NodeJS.Process, 'stderr' | 'once' | 'off' | 'cpuUsage'>

export const worldOf = (running: Process): BenchWorld => ({
  tell: text => running.stderr.write(text),
  isTerminal: running.stderr.isTTY,
  cpuMs: () => {
    const { user, system } = running.cpuUsage()
    return (user + system) / 1000
  },
  onInterrupt: stop => {
    running.once('SIGINT', stop)
    running.once('SIGTERM', stop)
    return () => {
      running.off('SIGINT', stop)
      running.off('SIGTERM', stop)
    }
  },
})

export const systemClock: Clock = {
  now: () => performance.now(),
  until: (at, stop) =>
    new Promise(resolve => {
      const wait = at - performance.now()
      if (wait <= 0 || stop.aborted) return resolve()
      const timer = setTimeout(done, wait)
      stop.addEventListener('abort', done)
      function done() {
        clearTimeout(timer)
        stop.removeEventListener('abort', done)
        resolve()
      }
    }),
}

/** How busy this process is, from now until it is asked. */
export function watchClient({ cpuMs }: Pick<BenchWorld, 'cpuMs'>): () => ClientLoad {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  const started = { at: performance.now(), cpu: cpuMs() }
  delay.enable()
  return () => {
    delay.disable()
    const elapsed = Math.max(1, performance.now() - started.at)
    // What is recorded is the time between two looks.
    const loopDelayP99Ms = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS)
    return { loopDelayP99Ms, cpu: (cpuMs() - started.cpu) / elapsed }
  }
}

const RESOLUTION_MS = 5
