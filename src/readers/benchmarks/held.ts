import type { BenchmarkRecord } from '../../model/benchmark-record.ts'

/**
 * Seconds for which a run held its accelerators: from the earliest window to the latest, and what went before
 * the first one to warm up. Null where a record has neither.
 */
export function heldSeconds({ points }: Pick<BenchmarkRecord, 'points'>): number | null {
  const starts = points.flatMap(({ window: { start, warmup_s: warmup } }) => {
    const at = moment(start)
    return at === null ? [] : [at - (warmup ?? 0)]
  })
  const ends = points.flatMap(({ window }) => moment(window.end) ?? [])
  const span = starts.length === 0 || ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts)
  const measured = points.reduce(
    (sum, { window }) => sum + (window.duration_s ?? 0) + (window.warmup_s ?? 0),
    0,
  )
  // A span shorter than what was measured in it is a clock that was set.
  return believable(Math.max(span, measured))
}

/** At least this long: what a tool measured, without its warm-up. */
export const measuredSeconds = (loads: readonly { readonly seconds: number | null }[]): number | null =>
  believable(loads.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0))

const believable = (seconds: number) => (seconds > 0 && seconds <= LONGEST ? seconds : null)

const moment = (time: string | null) => {
  const ms = time === null ? Number.NaN : Date.parse(time)
  return Number.isNaN(ms) ? null : ms / 1000
}

/** A week: what claims more is no benchmark. */
const LONGEST = 7 * 86_400
