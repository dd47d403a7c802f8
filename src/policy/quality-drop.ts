import { gotWorse, judgePairs, lostCritical, unknownCritical } from '../quality/compare.ts'
import type { PairedTests } from '../quality/pair-tests.ts'
import { QUALITY_TERMS } from '../quality/verdict.ts'
import { inconclusive, remark, type QualityCase, type Remark } from './quality-case.ts'
import {
  apart,
  criticalLost,
  criticalUnknown,
  gone,
  invalid,
  lostWords,
  names,
  notRun,
  regressed,
  totalsFell,
  unclear,
} from './quality-words.ts'

/** Tests that may never fail decide at any number of tests; which ones they are, both sides say. */
export function criticalRemarks(held: QualityCase): readonly Remark[] {
  const { paired } = held.quality
  if (paired === null) return []
  const lost = names(lostCritical(paired))
  const unknown = [...names(unknownCritical(paired)), ...paired.removedCritical]
  return [
    ...(lost.length > 0 ? [remark(held, 'error', criticalLost(held.id, lost))] : []),
    ...(unknown.length > 0 ? [remark(held, 'warning', criticalUnknown(held.id, unknown))] : []),
  ]
}

/** How far the pass rate may fall: what the tests that both sides ran tell about it. */
export function dropRemarks(held: QualityCase): readonly Remark[] {
  const { limits, quality } = held
  if (limits.max_drop === undefined) return []
  if (quality.paired !== null) return pairedRemarks(held, quality.paired, limits.max_drop)
  const { base, head, unpaired } = quality
  if (unpaired === 'no-head') return inconclusive(held, gone(held.id))
  if (unpaired === 'totals' && base !== null && head !== null) {
    const told = totalsFell(held, { base, head })
    return told === null ? [] : inconclusive(held, told)
  }
  if (unpaired !== 'same-run' || !held.changed) return []
  if (limits.on_inconclusive === 'block') return inconclusive(held, notRun(held.id))
  return [remark(held, 'note', notRun(held.id))]
}

function pairedRemarks(held: QualityCase, paired: PairedTests, margin: number): readonly Remark[] {
  const { limits } = held
  const terms = { ...QUALITY_TERMS, margin, minPairs: limits.min_pairs ?? QUALITY_TERMS.minPairs }
  const judged = judgePairs(paired, terms)
  const told = { ...held, paired, judged, margin }
  if (judged.verdict === 'invalid') return [remark(held, 'error', invalid(told))]
  if (judged.verdict === 'regressed')
    // Surely lower, and as surely by no more than the admin allows: a fact to know, not a broken limit.
    return [remark(held, judged.interval.low > -margin ? 'warning' : 'error', regressed(told))]
  if (judged.verdict !== 'inconclusive' || !gotWorse(paired)) return []
  return inconclusive(held, judged.apart ? apart(told) : unclear(told, lostWords(paired)))
}
