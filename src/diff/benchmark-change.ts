import { bestPoint } from '../estimate/throughput.ts'
import type { BenchmarkFact, BenchmarkPoint, Repeat } from '../model/benchmark.ts'
import type { LatencyTarget } from '../model/workload.ts'
import { relativeChange, type RelativeChange } from '../quality/welch.ts'

/** One quantity of two runs of the same configuration. More is worse in all of them. */
export type BenchmarkChange = {
  readonly kind: 'usd_per_request' | 'ttft_p95' | 'tpot_p95'
  /** Seconds of the machines for a request, whose price is the same; milliseconds of latency. */
  readonly base: number
  readonly head: number
  readonly change: RelativeChange
}

/**
 * What is compared only with itself: an unlike precision or machine is another offer, not a regression. Versions
 * and arguments of the engine are left out: they are what a change may make worse.
 */
export const configurationOf = ({ model, precision, engine, hardware }: BenchmarkFact): string =>
  JSON.stringify(
    [model, precision, engine, hardware?.name, hardware?.count].map(part => String(part ?? '').toLowerCase()),
  )

type Runs = { readonly base: BenchmarkFact; readonly head: BenchmarkFact }

/**
 * The cost of a request at the best load inside the latency target on each side, and the latencies at the load
 * that base was priced at. Empty where requests are of unlike lengths, or no load of a side counts.
 */
export function benchmarkChanges(
  { base, head }: Runs,
  latency: LatencyTarget | null,
): readonly BenchmarkChange[] {
  const before = loadAt(base, bestPoint(base.points, latency)?.point)
  const after = loadAt(head, bestPoint(head.points, latency)?.point)
  const same = loadAt(
    head,
    head.points.find(point => before !== null && point.flags.length === 0 && isSameLoad(point, before.point)),
  )
  const pairs: readonly (readonly [BenchmarkChange['kind'], Load | null])[] = [
    ['usd_per_request', after],
    ['ttft_p95', same],
    ['tpot_p95', same],
  ]
  return pairs.flatMap(([kind, against]) =>
    before === null || against === null || !isSameWork(before.point, against.point)
      ? []
      : (compared(kind, before, against) ?? []),
  )
}

type Load = { readonly point: BenchmarkPoint; readonly repeats: readonly Repeat[] }

function loadAt({ points, repeats }: BenchmarkFact, point: BenchmarkPoint | undefined): Load | null {
  if (point === undefined) return null
  const index = points.indexOf(point)
  return { point, repeats: repeats.filter(repeat => repeat.point === index) }
}

const isSameLoad = ({ load: a }: BenchmarkPoint, { load: b }: BenchmarkPoint) =>
  a.kind === b.kind && a.value === b.value

const isSameWork = (a: BenchmarkPoint, b: BenchmarkPoint) =>
  isClose(a.inputTokens, b.inputTokens) && isClose(a.outputTokens, b.outputTokens)

/** Sampled lengths vary from run to run. */
const isClose = (a: number | null, b: number | null) =>
  a !== null && b !== null && Math.abs(a - b) <= 0.05 * Math.max(a, b)

function compared(kind: BenchmarkChange['kind'], before: Load, after: Load): BenchmarkChange | null {
  const { whole, each } = QUANTITIES[kind]
  const [base, head] = [whole(before.point), whole(after.point)]
  if (base === null || head === null) return null
  const values = ({ repeats }: Load, alone: number) => {
    const known = repeats.flatMap(repeat => each(repeat) ?? [])
    return known.length === 0 ? [alone] : known
  }
  const change = relativeChange(values(before, base), values(after, head))
  return change && { kind, base, head, change }
}

type Quantity = {
  readonly whole: (point: BenchmarkPoint) => number | null
  readonly each: (repeat: Repeat) => number | null
}

const inverse = (rate: number | null) => (rate === null || rate <= 0 ? null : 1 / rate)

const QUANTITIES: Readonly<Record<BenchmarkChange['kind'], Quantity>> = {
  usd_per_request: {
    whole: ({ requestsPerSecond }) => inverse(requestsPerSecond),
    each: ({ requestsPerSecond }) => inverse(requestsPerSecond),
  },
  ttft_p95: { whole: ({ ttftMs }) => ttftMs.p95, each: ({ ttftP95Ms }) => ttftP95Ms },
  tpot_p95: { whole: ({ tpotMs }) => tpotMs.p95, each: ({ tpotP95Ms }) => tpotP95Ms },
}
