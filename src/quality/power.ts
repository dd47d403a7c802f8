import { decide } from './verdict.ts'
import { pairCount, type Pairs } from './newcombe.ts'

/** What usually happens besides a drop: tests that are won by chance, and tests that fail on both sides. */
const WON = 0.02
const NEITHER = 0.04

/**
 * The smallest drop of the pass rate, 0 … 1, that so many tests find at least four times out of five; null: not
 * even a drop of one half. Exact for few tests, by the normal approximation for many.
 */
export function visibleDrop(tests: number): number | null {
  if (tests > FEW) return approximateDrop(tests)
  for (let points = 1; points <= 50; points += 1)
    if (powerOf(tests, { lost: points / 100 + WON, won: WON, neither: NEITHER }) >= 0.8) return points / 100
  return null
}

/** Quantiles of the normal distribution for 5 % wrong blocks and 80 % right ones. */
const Z_POWER = 1.6449 + 0.8416

/** So many take some milliseconds; the time grows with the cube. */
const FEW = 60

/** drop = (z₀.₀₅ + z₀.₂) × √((lost + won) ÷ tests), where lost = won + drop. */
function approximateDrop(tests: number): number {
  const square = (Z_POWER * Z_POWER) / tests
  const drop = (square + Math.sqrt(square * square + 8 * square * WON)) / 2
  return Math.max(0.01, Math.ceil(drop * 100) / 100)
}

/**
 * About how many tests it takes to call a change without a true drop `ok` four times out of five, if as many move
 * as here: (z₀.₀₅ + z₀.₂)² × (lost + won) ÷ margin². Null: no number does, because no drop at all is allowed.
 */
export function testsNeeded(pairs: Pairs, margin: number): number | null {
  const total = pairCount(pairs)
  if (margin <= 0 || total === 0) return null
  const moving = (pairs.lost + pairs.won) / total
  return Math.ceil((Z_POWER * Z_POWER * moving) / (margin * margin))
}

export type Rates = { readonly lost: number; readonly won: number; readonly neither: number }

/** How likely such a change is called a regression: the sum over every outcome that so many tests can have. */
export function powerOf(tests: number, rates: Rates): number {
  // The normal approximation of the multinomial is poor where it matters, at few losses: enumerate instead.
  const logs = logFactorials(tests)
  let power = 0
  for (const pairs of outcomes(tests)) {
    const chance = chanceOf(pairs, rates, logs)
    if (chance > 1e-12 && decide(pairs, 0).verdict === 'regressed') power += chance
  }
  return power
}

function* outcomes(tests: number): Iterable<Pairs> {
  for (let neither = 0; neither <= tests; neither += 1)
    for (let won = 0; won <= tests - neither; won += 1)
      for (let lost = 0; lost <= tests - neither - won; lost += 1)
        yield { both: tests - neither - won - lost, lost, won, neither }
}

function chanceOf({ both, lost, won, neither }: Pairs, rates: Rates, logs: readonly number[]): number {
  const rest = 1 - rates.lost - rates.won - rates.neither
  const part = (count: number, rate: number) =>
    count === 0 ? 0 : count * Math.log(rate) - (logs[count] ?? 0)
  const all = logs[both + lost + won + neither] ?? 0
  return Math.exp(
    all + part(both, rest) + part(lost, rates.lost) + part(won, rates.won) + part(neither, rates.neither),
  )
}

/** Prefix sums: ln n! for 0 … n. */
function logFactorials(n: number): readonly number[] {
  const logs = [0]
  for (let k = 1; k <= n; k += 1) logs.push((logs[k - 1] ?? 0) + Math.log(k))
  return logs
}
