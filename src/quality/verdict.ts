import { newcombe, pairCount, type Pairs } from './newcombe.ts'
import type { Interval } from './wilson.ts'

export type QualityVerdict = 'improved' | 'ok' | 'inconclusive' | 'regressed' | 'invalid'

export type QualityTerms = {
  /** The largest drop of the pass rate that is still called the same, 0 … 1. */
  readonly margin: number
  /** Fewer pairs decide nothing. */
  readonly minPairs: number
  /** With a larger part of pairs that ended in an error, the run says nothing about quality. */
  readonly maxErrorShare: number
}

export const QUALITY_TERMS: QualityTerms = { margin: 0.05, minPairs: 20, maxErrorShare: 0.05 }

export type Decision = {
  readonly verdict: QualityVerdict
  /** Where the change of the pass rate lies, with 5 % on each side. */
  readonly interval: Interval
}

/**
 * Did quality fall? `regressed`: surely lower. `ok`: surely not lower by more than the margin. `inconclusive`:
 * these tests cannot tell. `invalid`: too many of them ended in an error.
 * @param errors pairs that are left out because one of their sides is an error
 */
export function decide(pairs: Pairs, errors: number, terms: QualityTerms = QUALITY_TERMS): Decision {
  const interval = newcombe(pairs)
  const total = pairCount(pairs)
  if (errors > 0 && errors > terms.maxErrorShare * (total + errors)) return { verdict: 'invalid', interval }
  if (total < terms.minPairs) return { verdict: 'inconclusive', interval }
  if (interval.high < 0) return { verdict: 'regressed', interval }
  if (interval.low > 0) return { verdict: 'improved', interval }
  return { verdict: interval.low > -terms.margin ? 'ok' : 'inconclusive', interval }
}
