/** How busy the load generator itself was while it measured. */
export type ClientLoad = {
  /** Of its event loop. */
  readonly loopDelayP99Ms: number
  /** Processor time ÷ time: 1 is one core. */
  readonly cpu: number
}

type Measured = ClientLoad & {
  /** From when requests were due to when they were sent. */
  readonly lagP95Ms: number | null
  readonly tpotP50Ms: number | null
}

/**
 * Why the figures are those of the load generator and not of the server; none: they are the server's.
 * Beyond these limits first tokens and gaps come out late before medians and throughput do.
 */
export function clientBound({ loopDelayP99Ms, cpu, lagP95Ms, tpotP50Ms }: Measured): readonly string[] {
  const mostDelay = Math.min(10, Math.max(RESOLUTION_MS, (tpotP50Ms ?? Infinity) / 4))
  return [
    ...(loopDelayP99Ms > mostDelay
      ? [`its event loop was ${ms(loopDelayP99Ms)} late (p99, limit ${ms(mostDelay)})`]
      : []),
    ...(cpu > MOST_CPU ? [`it used ${percent(cpu)} of a core (limit ${percent(MOST_CPU)})`] : []),
    ...(lagP95Ms !== null && lagP95Ms > MOST_LAG_MS
      ? [`requests were sent ${ms(lagP95Ms)} late (p95, limit ${ms(MOST_LAG_MS)})`]
      : []),
  ]
}

/** Timers are no finer: a delay below it is not seen. */
const RESOLUTION_MS = 1
const MOST_CPU = 0.7
const MOST_LAG_MS = 50

const ms = (value: number) => `${value.toFixed(1)} ms`
const percent = (share: number) => `${Math.round(share * 100)} %`
