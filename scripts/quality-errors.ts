import { powerOf } from '../src/quality/power.ts'

/**
 * node scripts/quality-errors.ts
 * How often the quality gate is wrong: the share of unchanged suites that it blocks (type-I error, at most 6 %), and
 * the share of real drops that it blocks (power). Exact: the sum over every outcome that so many tests can have.
 */
const SIZES = [20, 50, 100]
/** Tests that flip by chance, as often one way as the other; and tests that fail on both sides. */
const FLIPS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2]
const NEITHER = [0, 0.1, 0.2, 0.4]
const DROPS = [0.05, 0.1, 0.15, 0.2, 0.3]
const MOST = 0.06

const percent = (share: number) => `${(share * 100).toFixed(1).padStart(5)} %`

process.stdout.write('tests  wrong blocks (worst case)   right blocks for a drop of\n')
process.stdout.write(
  `       ${''.padEnd(27)} ${DROPS.map(drop => `${drop * 100} pp`.padStart(7)).join('  ')}\n`,
)
const worsts = SIZES.map(size => {
  const worst = worstOf(size)
  const power = DROPS.map(drop => powerOf(size, { lost: drop + 0.02, won: 0.02, neither: 0.04 }))
  process.stdout.write(
    `${String(size).padStart(5)}  ${percent(worst.error)}  (flips ${worst.flips}, both fail ${worst.neither})`.padEnd(
      36,
    ) + `${power.map(percent).join('  ')}\n`,
  )
  return worst.error
})
process.exitCode = Math.max(...worsts) <= MOST ? 0 : 1

function worstOf(size: number) {
  const cases = FLIPS.flatMap(flips => NEITHER.map(neither => ({ flips, neither })))
  return cases
    .filter(({ flips, neither }) => 2 * flips + neither < 1)
    .map(each => ({
      ...each,
      error: powerOf(size, { lost: each.flips, won: each.flips, neither: each.neither }),
    }))
    .reduce((worst, each) => (each.error > worst.error ? each : worst))
}
