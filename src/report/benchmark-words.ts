import { changeGiveOrTake, changeWithInterval, percent } from '../words/interval.ts'
import { usd } from '../words/money.ts'
import { count, plural, significant } from '../words/numbers.ts'
import type { BenchmarkResult } from './benchmark.ts'

/** What was measured of own machines, a clause each: how far it can be trusted, against base, and what it cost. */
export const benchmarkWords = (benchmark: BenchmarkResult): readonly string[] => [
  ...STATES[benchmark.state](benchmark),
  ...changesWords(benchmark.changes),
  ...(benchmark.run === null ? [] : [runWords(benchmark.run)]),
]

/** A new run says something, whatever it does to the cost. */
export const isNews = ({ state, run }: BenchmarkResult) => state === 'measured' || run !== null

const STATES: Readonly<Record<BenchmarkResult['state'], (benchmark: BenchmarkResult) => readonly string[]>> =
  {
    measured: () => ['measured for this change'],
    // Nothing to do, and `servingWords` names the source.
    reused: ({ age_days: age }) => (age === null ? [] : [`benchmark of ${days(age)} ago, as at base`]),
    stale: ({ age_days: age }) => [
      age === null ? 'its benchmark is not dated' : `its benchmark is stale: ${count(age)} days old`,
    ],
    failed: ({ source, why }) => [`its newest benchmark failed (${source}): ${why}`],
    // `servingWords` gives a bound, and says that it is one.
    missing: () => [],
  }

const days = (age: number) => plural(age, 'day')

function changesWords(changes: BenchmarkResult['changes']): readonly string[] {
  const alone = changes.flatMap(({ kind, change, interval }) =>
    interval === null ? [`${QUANTITIES[kind]} ${percent(change)}`] : [],
  )
  return [
    ...changes.flatMap(({ interval, ...change }) =>
      interval === null ? [] : [intervalWords(change, interval)],
    ),
    ...(alone.length === 0
      ? []
      : [`${alone.join(', ')} against base, inconclusive: one run on a side does not tell what is chance`]),
  ]
}

type Change = BenchmarkResult['changes'][number]

/** Chance explains an interval that holds no change: then it is neither better nor worse. */
function intervalWords(
  { kind, change }: Omit<Change, 'interval'>,
  interval: NonNullable<Change['interval']>,
): string {
  const isClear = interval.low > 0 || interval.high < 0
  return isClear
    ? `${QUANTITIES[kind]} ${changeWithInterval(change, interval)} against base`
    : `${QUANTITIES[kind]} inconclusive: ${changeGiveOrTake(change, interval)} against base`
}

const QUANTITIES: Readonly<Record<BenchmarkResult['changes'][number]['kind'], string>> = {
  usd_per_request: 'cost per request at full use',
  ttft_p95: 'first token (P95)',
  tpot_p95: 'time per token (P95)',
}

const runWords = ({ hours, usd: cost }: { readonly hours: number; readonly usd: number }) =>
  `this benchmark itself cost ${usd(cost)} (${significant(hours * 60, 2)} minutes of these machines)`
