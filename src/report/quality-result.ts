import type { CheaperModel } from '../diff/cheaper-model.ts'
import type { QualityDelta } from '../diff/quality.ts'
import type { SolvedCost } from '../diff/solved-cost.ts'
import type { SuiteCheck } from '../diff/suite-check.ts'
import type { RunSummary } from '../quality/compare.ts'
import { isCritical, type PairedTests, type TestPair } from '../quality/pair-tests.ts'
import { pairCount } from '../quality/newcombe.ts'
import { visibleDrop } from '../quality/power.ts'
import type { QualityResult } from './quality.ts'

/** The published form of what the evals of a workload say. Ids of tests are other people's text. */
export function qualityResult(quality: QualityDelta): QualityResult {
  const { base, head, unpaired, paired, judged, solved, cheaper, suite, run } = quality
  return {
    base: rateOf(base),
    head: rateOf(head),
    ran_at: sides(quality, run => run.ranAt),
    verdict: judged?.verdict ?? null,
    unpaired,
    delta: judged?.delta ?? null,
    interval: judged && judged.interval,
    ...pairedResult(paired),
    latency_ms: sides(quality, run => run.latencyMs),
    usd_per_solved_task: solvedResults(solved),
    suite: suite && suiteResult(suite),
    usd_of_run: run && { usd: run.usd, tests: run.tests, unknown: run.unknown },
    cheaper_model: cheaper && cheaperResult(cheaper),
  }
}

const sides = <Value>({ base, head }: QualityDelta, of: (run: RunSummary) => Value) => ({
  base: base && of(base),
  head: head && of(head),
})

const rateOf = (run: RunSummary | null) => run && { passed: run.passed, total: run.total }

/** A result of a hundred thousand tests stays readable: the numbers are whole, the lists begin. */
const MOST_IDS = 100

function pairedResult(paired: PairedTests | null) {
  if (paired === null) return UNPAIRED
  const { table, lost, won, errors, added, removed } = paired
  const names = (pairs: readonly TestPair[]) => pairs.slice(0, MOST_IDS).map(({ name }) => name)
  return {
    paired: pairCount(table),
    table,
    lost: names(lost),
    won: names(won),
    critical: names(lost.filter(isCritical)),
    errors: errors.length,
    added: added.slice(0, MOST_IDS),
    removed: removed.slice(0, MOST_IDS),
    visible_drop: visibleDrop(pairCount(table)),
  }
}

const UNPAIRED = {
  paired: null,
  table: null,
  lost: [],
  won: [],
  critical: [],
  errors: 0,
  added: [],
  removed: [],
  visible_drop: null,
}

const solvedResults = ({ base, head, ratio }: QualityDelta['solved']) => ({
  base: base && solvedResult(base),
  head: head && solvedResult(head),
  ratio: ratio && { value: ratio.value, interval: ratio.interval },
})

const solvedResult = ({ tests, usd, interval }: SolvedCost) => ({ tests, expected: usd, interval })

const suiteResult = ({ limits, dearer, slower }: SuiteCheck) => ({
  usd_per_test: limits.usdPerTest,
  latency_ms: limits.latencyMs,
  score: limits.score,
  dearer,
  slower,
})

const cheaperResult = (offer: CheaperModel) => ({
  model: offer.model,
  instead: offer.instead,
  saving_per_request: offer.savingPerRequest,
  saving_per_month: offer.savingPerMonth,
  tests: offer.tests,
  verdict: offer.judged.verdict,
  delta: offer.judged.delta,
  interval: offer.judged.interval,
})
