import type { Load } from './load.ts'
import type { Plan } from './measure.ts'

/**
 * How long a plan holds the hardware, without warm-up and the last answers: what its requests or seconds say. Null:
 * it depends on how fast the server answers.
 */
export function plannedHours({ loads, isLadder, extent, repeats }: Plan): number | null {
  if ('seconds' in extent)
    return (((isLadder ? LIKELY_RUNGS : loads.length) * extent.seconds) / 3600) * repeats
  const seconds = loads.map(load => secondsOf(load, extent.requests))
  // The rungs of a ladder halve: 1 + 1/2 + 1/4 …
  const all = seconds.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  )
  return all === null ? null : (((isLadder ? 2 : 1) * all) / 3600) * repeats
}

/** From 1 to 512 requests per second: more than one machine carries. */
const LIKELY_RUNGS = 10

const secondsOf = (load: Load, requests: number) => (load.kind === 'rate' ? requests / load.value : null)
