import { testOutcome } from '../model/eval.ts'
import type { Place } from '../model/evidence.ts'
import { collect } from '../model/group-by.ts'
import type { Evaluation } from '../model/workload.ts'
import { newcombe, pairCount } from './newcombe.ts'
import { isCritical, pairTests, type PairedTests, type TestPair } from './pair-tests.ts'
import { decide, QUALITY_TERMS, type QualityTerms, type QualityVerdict } from './verdict.ts'
import type { Interval } from './wilson.ts'

/** How the evals of a workload did before and after a change. At least one side has a run. */
export type QualityComparison = {
  readonly base: RunSummary | null
  readonly head: RunSummary | null
  /** Null: nothing can be paired, and `unpaired` says why. */
  readonly paired: PairedTests | null
  readonly unpaired: Unpaired | null
}

/**
 * `same-run`: head's run is base's, so nobody evaluated this change. `totals`: a run holds no single tests.
 * `no-base`, `no-head`: there is no run on that side.
 */
export type Unpaired = 'same-run' | 'totals' | 'no-base' | 'no-head'

/** `total` leaves out tests that ended in an error. */
export type RunSummary = {
  readonly passed: number
  readonly total: number
  readonly errors: number
  readonly ranAt: string | null
  readonly at: Place
  /** Mean over the tests; null: not measured. */
  readonly latencyMs: number | null
  /** Named scores, each the mean over the tests that have it. */
  readonly scores: ReadonlyMap<string, number>
}

export function compareRuns(base: Evaluation | null, head: Evaluation | null): QualityComparison | null {
  const [before, after] = [base, head].map(run => run && summaryOf(run))
  if (before == null && after == null) return null
  const unpaired = whyUnpaired(base, head)
  return {
    base: before ?? null,
    head: after ?? null,
    paired: unpaired === null && base !== null && head !== null ? pairTests(base, head) : null,
    unpaired,
  }
}

function summaryOf({ own, ranAt, at }: Evaluation): RunSummary | null {
  if (own.length === 0) return null
  const sum = (of: 'passed' | 'failed' | 'errors') => own.reduce((all, result) => all + result[of], 0)
  const tests = own.flatMap(result => result.tests)
  const scores = collect(tests.flatMap(test => Object.entries(test.scores)))
  return {
    passed: sum('passed'),
    total: sum('passed') + sum('failed'),
    errors: sum('errors'),
    ranAt,
    at,
    latencyMs: mean(tests.flatMap(test => test.latencyMs ?? [])),
    scores: new Map([...scores].map(([name, values]) => [name, mean(values) ?? 0])),
  }
}

function whyUnpaired(base: Evaluation | null, head: Evaluation | null): Unpaired | null {
  if (base === null || base.own.length === 0) return 'no-base'
  if (head === null || head.own.length === 0) return 'no-head'
  if (isSameRun(base, head)) return 'same-run'
  return [base, head].some(({ own }) => own.every(({ tests }) => tests.length === 0)) ? 'totals' : null
}

/** Results that lie in the tree stay what they were until somebody runs the suite again. */
const isSameRun = (base: Evaluation, head: Evaluation) =>
  base.ranAt === head.ranAt && JSON.stringify(resultsOf(base)) === JSON.stringify(resultsOf(head))

const resultsOf = ({ own, others }: Evaluation) =>
  [...own, ...others]
    .map(({ provider, prompt, passed, failed, errors, tests, outputTokens }) =>
      JSON.stringify([provider, prompt, passed, failed, errors, tests, outputTokens]),
    )
    .toSorted()

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

export type Judged = {
  readonly verdict: QualityVerdict
  /** Where the change of the pass rate lies, with 5 % on each side. */
  readonly interval: Interval
  /** head − base of the pass rate of the pairs, −1 … 1. */
  readonly delta: number
  /** Too few tests are on both sides to speak for either. */
  readonly apart: boolean
}

/** What the pairs tell. A part of one side that is too small to speak for all of it decides nothing. */
export function judgePairs(paired: PairedTests, terms: QualityTerms = QUALITY_TERMS): Judged {
  const { table, errors, added, removed } = paired
  const n = pairCount(table)
  const shared = n + errors.length
  const apart = shared < MIN_SHARED * (shared + Math.max(added.length, removed.length))
  const { verdict } = decide(table, errors.length, terms)
  return {
    verdict: apart && verdict !== 'invalid' ? 'inconclusive' : verdict,
    interval: newcombe(table),
    delta: n === 0 ? 0 : (table.won - table.lost) / n,
    apart,
  }
}

const MIN_SHARED = 0.8

/** Whether any test did worse; removing many tests may hide that some would. */
export function gotWorse({ lost, removed, errors, table }: PairedTests): boolean {
  const shared = pairCount(table) + errors.length
  return lost.length > 0 || shared < MIN_SHARED * (shared + removed.length)
}

/** Tests that may never fail, and that passed at base and do not at head. */
export const lostCritical = ({ lost }: PairedTests): readonly TestPair[] => lost.filter(isCritical)

/** Tests that may never fail, and of which nobody knows: they ended in an error. */
export const unknownCritical = ({ errors }: PairedTests): readonly TestPair[] =>
  errors.filter(pair => isCritical(pair) && testOutcome(pair.head.test) === 'error')
