import type { Load } from './load.ts'
import type { Run } from './measure.ts'
import { summarize, type Slo, type Summary } from './summary.ts'

/** A load over all its repeats. */
export type Point = {
  readonly load: Load
  /** In the order in which they ran. */
  readonly runs: readonly Run[]
  readonly summary: Summary
}

/** Lightest load first; what was stopped before its first answer is left out. */
export function pointsOf(runs: readonly Run[], slo: Slo): readonly Point[] {
  const counting = runs.filter(({ samples, isPartial }) => samples.length > 0 || !isPartial)
  const loads = [...new Map(counting.map(({ load }) => [`${load.kind} ${load.value}`, load])).values()]
  return loads
    .toSorted((a, b) => a.value - b.value)
    .map(load => {
      const same = counting.filter(run => run.load.kind === load.kind && run.load.value === load.value)
      const seconds = same.reduce((sum, run) => sum + run.seconds, 0)
      return {
        load,
        runs: same,
        summary: summarize(
          same.flatMap(run => run.samples),
          seconds,
          slo,
        ),
      }
    })
}

/**
 * The load with the most output that broke nothing in any repeat and that the load generator kept up with; null:
 * none did.
 */
export function bestPoint(points: readonly Point[]): Point | null {
  const carried = points.filter(({ runs }) =>
    runs.every(
      ({ broken, clientBound, isPartial }) => broken === null && clientBound.length === 0 && !isPartial,
    ),
  )
  return carried.toSorted((a, b) => b.summary.outputPerSecond - a.summary.outputPerSecond)[0] ?? null
}
