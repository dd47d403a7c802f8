import { wilson, Z90, type Interval } from './wilson.ts'

/** The same tests before and after: how many passed on both sides, were lost, were won, failed on both. */
export type Pairs = {
  readonly both: number
  readonly lost: number
  readonly won: number
  readonly neither: number
}

export const pairCount = ({ both, lost, won, neither }: Pairs) => both + lost + won + neither

/**
 * How far the pass rate moved (head − base) as far as these pairs can tell: Newcombe's interval for a paired
 * difference, method 10 of Statistics in Medicine 17 (1998) 2635.
 * @throws nothing; without pairs everything is possible: −1 … 1
 * @see https://doi.org/10.1002/(SICI)1097-0258(19981130)17:22%3C2635::AID-SIM954%3E3.0.CO;2-C
 */
export function newcombe(pairs: Pairs, z = Z90): Interval {
  const total = pairCount(pairs)
  if (total === 0) return { low: -1, high: 1 }
  const { both, lost, won } = pairs
  const [base, head] = [(both + lost) / total, (both + won) / total]
  const [baseRange, headRange] = [wilson(both + lost, total, z), wilson(both + won, total, z)]
  const phi = correlation(pairs)
  const reach = (a: number, b: number) => Math.sqrt(a * a - 2 * phi * a * b + b * b)
  const difference = (won - lost) / total
  return {
    low: difference - reach(head - headRange.low, baseRange.high - base),
    high: difference + reach(headRange.high - head, base - baseRange.low),
  }
}

/** How alike the outcomes of both sides are, with Newcombe's continuity correction; 0 where a side is constant. */
export function correlation({ both, lost, won, neither }: Pairs): number {
  const margins = (both + lost) * (won + neither) * (both + won) * (lost + neither)
  if (margins === 0) return 0
  const total = both + lost + won + neither
  const product = both * neither - lost * won
  const corrected = product > total / 2 ? product - total / 2 : Math.min(product, 0)
  return corrected / Math.sqrt(margins)
}
