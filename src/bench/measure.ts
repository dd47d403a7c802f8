import { brokenLimit, type BrokenLimit } from './broken-limit.ts'
import { offer, type Extent, type Load, type Sending } from './load.ts'
import type { Sample } from './ask.ts'
import { clientBound, type ClientLoad } from './self-check.ts'
import { summarize, type Slo, type Summary } from './summary.ts'

export type Plan = {
  /** Lightest first; of a ladder only the first one is known. */
  readonly loads: readonly Load[]
  /** Doubles the rate until a limit breaks. */
  readonly isLadder: boolean
  readonly extent: Extent
  /** Requests before each load that do not count. */
  readonly warmup: number
  readonly repeats: number
  readonly slo: Slo
}

/** One load, measured once. */
export type Run = {
  readonly load: Load
  readonly samples: readonly Sample[]
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
  readonly warmupSeconds: number
  readonly seconds: number
  readonly clientBound: readonly string[]
  readonly summary: Summary
  /** What it broke; null: the server carries this load. */
  readonly broken: BrokenLimit | null
  /** Stopped before its end. */
  readonly isPartial: boolean
}

export type Outside = Omit<Sending, 'onSample'> & {
  /** Milliseconds since 1970. */
  readonly wallClock: () => number
  /** Starts watching the load generator itself; the answer stops and says. */
  readonly watchClient: () => () => ClientLoad
  readonly onProgress: (progress: Progress) => void
}

export type Progress =
  | { readonly kind: 'warm-up' | 'start'; readonly load: Load; readonly repeat: number }
  | { readonly kind: 'sample'; readonly load: Load; readonly sample: Sample }
  | { readonly kind: 'end'; readonly run: Run }

/** Runs every load; the repeats go through all loads again, so that a drift of the machine hits them alike. */
export async function measure(plan: Plan, outside: Outside): Promise<readonly Run[]> {
  const runs: Run[] = []
  const once = async (load: Load, repeat: number) => {
    const lightest = runs[0]?.summary.endToEndMs.p50 ?? null
    const run = await runOnce({ load, repeat, unhurriedMs: lightest }, plan, outside)
    runs.push(run)
    outside.onProgress({ kind: 'end', run })
    return run
  }
  const loads = [...plan.loads]
  // A ladder grows while it is climbed.
  for (const load of loads) {
    if (outside.stop.aborted) break
    const next = nextRung(await once(load, 0), plan)
    if (next !== null && loads.length < MOST_RUNGS) loads.push(next)
  }
  for (let repeat = 1; repeat < plan.repeats; repeat += 1)
    for (const load of loads) if (!outside.stop.aborted) await once(load, repeat)
  return runs
}

/** From 1 to 32,768 requests per second. */
const MOST_RUNGS = 16

function nextRung({ load, broken, clientBound: reasons }: Run, { isLadder }: Plan): Load | null {
  if (!isLadder || broken !== null || reasons.length > 0 || load.kind !== 'rate') return null
  return { ...load, value: load.value * 2 }
}

type Turn = { readonly load: Load; readonly repeat: number; readonly unhurriedMs: number | null }

async function runOnce({ load, repeat, unhurriedMs }: Turn, plan: Plan, outside: Outside): Promise<Run> {
  const { clock, wallClock, stop, onProgress } = outside
  const warmingMs = clock.now()
  onProgress({ kind: 'warm-up', load, repeat })
  await warmUp(load, plan, outside)
  const startMs = clock.now()
  const startedAt = wallClock()
  onProgress({ kind: 'start', load, repeat })
  const clientLoad = outside.watchClient()
  const onSample = (sample: Sample) => onProgress({ kind: 'sample', load, sample })
  const all = await offer(load, plan.extent, { ...outside, onSample })
  const client = clientLoad()
  // What was cut off says nothing about the server.
  const samples = all.filter(sample => sample.kind === 'answered' || sample.failure.kind !== 'stopped')
  const seconds = Math.max(1e-3, (Math.max(startMs, ...samples.map(lastMoment)) - startMs) / 1000)
  const summary = summarize(samples, seconds, plan.slo)
  return {
    load,
    samples,
    startedAt,
    endedAt: startedAt + seconds * 1000,
    warmupSeconds: (startMs - warmingMs) / 1000,
    seconds,
    summary,
    clientBound: clientBound({ ...client, lagP95Ms: summary.lagMs.p95, tpotP50Ms: summary.tpotMs.p50 }),
    // What was cut short kept no rate.
    broken: stop.aborted
      ? null
      : brokenLimit({ load, summary }, plan.slo, unhurriedMs ?? summary.endToEndMs.p50),
    isPartial: stop.aborted,
  }
}

/** The last token, not the closing of the stream. */
const lastMoment = (sample: Sample) => (sample.kind === 'answered' ? sample.lastMs : sample.endedMs)

/** In parallel as the load will be, at most: caches, graphs and connections are ready when it counts. */
async function warmUp(load: Load, { warmup }: Plan, outside: Outside): Promise<void> {
  if (warmup === 0 || outside.stop.aborted) return
  const streams = load.kind === 'concurrency' ? load.value : Math.min(warmup, WARM_STREAMS)
  const onSample = () => {}
  await offer({ kind: 'concurrency', value: streams }, { requests: warmup }, { ...outside, onSample })
}

const WARM_STREAMS = 8
