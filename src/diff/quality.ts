import type { World } from '../estimate/world.ts'
import type { Evaluation, Workload } from '../model/workload.ts'
import { compareRuns, judgePairs, type Judged, type QualityComparison } from '../quality/compare.ts'
import { cheaperModel, type CheaperModel } from './cheaper-model.ts'
import { runCost, type RunCost } from './run-cost.ts'
import { suiteCheck, type SuiteCheck } from './suite-check.ts'
import { solvedCost, solvedRatio, type SolvedCost, type SolvedRatio } from './solved-cost.ts'

/** What a change does to the answers of a workload, and what a solved task costs before and after. */
export type QualityDelta = QualityComparison & {
  /** With the usual margin; null: nothing can be paired. */
  readonly judged: Judged | null
  /** All null where nobody evaluated this change. */
  readonly solved: {
    readonly base: SolvedCost | null
    readonly head: SolvedCost | null
    readonly ratio: SolvedRatio | null
  }
  readonly cheaper: CheaperModel | null
  /** Head's run against the limits of its own suite; null: it sets none. */
  readonly suite: SuiteCheck | null
  /** What head's run cost; null where nobody knows, or where it is base's. */
  readonly run: RunCost | null
}

/** Null: neither side was evaluated. */
export function qualityDelta(
  base: Workload | null,
  head: Workload | null,
  world: World,
): QualityDelta | null {
  const [before, after] = [base?.evaluation ?? null, head?.evaluation ?? null]
  const comparison = compareRuns(before, after)
  if (comparison === null) return null
  const { paired, unpaired } = comparison
  const costOf = (run: Evaluation | null) =>
    run === null || unpaired === 'same-run' ? null : solvedCost(run, world)
  return {
    ...comparison,
    judged: paired && judgePairs(paired),
    solved: {
      base: costOf(before),
      head: costOf(after),
      ratio: paired && solvedRatio(paired, world),
    },
    cheaper: head && cheaperModel(head, world),
    suite: after && suiteCheck(after, world),
    run: after === null || unpaired === 'same-run' ? null : runCost(after, world),
  }
}
