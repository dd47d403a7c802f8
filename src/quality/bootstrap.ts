import type { Interval } from './wilson.ts'

/**
 * The middle 90 % of a statistic over resamples of the cases, drawn with replacement. Seeded, so the same cases
 * always give the same interval. Draws without a value are dropped; null where more than 5 % are. Of many cases
 * fewer draws are taken: their spread is small, and the time stays the same.
 * @see https://en.wikipedia.org/wiki/Bootstrapping_(statistics)
 */
export function bootstrap<Case>(
  cases: readonly Case[],
  statistic: (sample: readonly Case[]) => number | null,
  draws = Math.max(200, Math.min(10_000, Math.floor(MOST_WORK / cases.length))),
): Interval | null {
  if (cases.length === 0) return null
  const random = mulberry32(1)
  const values: number[] = []
  for (let draw = 0; draw < draws; draw += 1) {
    const value = statistic(cases.map(first => cases[Math.floor(random() * cases.length)] ?? first))
    if (value !== null && Number.isFinite(value)) values.push(value)
  }
  if (values.length < draws * 0.95) return null
  values.sort((a, b) => a - b)
  return { low: quantile(values, 0.05), high: quantile(values, 0.95) }
}

/** Draws × cases. */
const MOST_WORK = 4_000_000

/** Of sorted values; between two of them their mean. */
function quantile(sorted: readonly number[], part: number): number {
  const index = sorted.length * part
  const at = (n: number) => sorted[Math.min(sorted.length, Math.max(1, n)) - 1] ?? 0
  return Number.isInteger(index) ? (at(index) + at(index + 1)) / 2 : at(Math.ceil(index))
}

/** 32 bits of state: a small generator that every platform computes alike. https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
