import { capacityCost } from '../estimate/capacity.ts'
import { machinesOf, type Machines } from '../estimate/load.ts'
import { plausiblePoints } from '../estimate/plausible.ts'
import { isOn, type Asked } from '../estimate/throughput.ts'
import { whyUnused } from '../estimate/unused-benchmark.ts'
import type { World } from '../estimate/world.ts'
import type { BenchmarkFact } from '../model/benchmark.ts'
import type { Place } from '../model/evidence.ts'
import type { Workload } from '../model/workload.ts'
import { HOURS_PER_MONTH } from '../units.ts'
import { benchmarkChanges, configurationOf, type BenchmarkChange } from './benchmark-change.ts'
import type { Delta } from './diff.ts'

/** What a workload with machines of its own rests on at head, and how it compares with base. */
export type BenchmarkReview = {
  readonly workload: string
  readonly state: BenchmarkState
  /** Of the record that counts, or of the one that failed; null: there is none. */
  readonly at: Place | null
  /** For people: `unitcost bench on 1 × L4`. */
  readonly source: string | null
  /** Days between the run and the day that is priced for; null: no record, or it is not dated. */
  readonly ageDays: number | null
  /** Why the newest record does not count, for people. */
  readonly why: string | null
  /** Against the newest run of the same configuration at base; empty where there is none, or it is the same run. */
  readonly changes: readonly BenchmarkChange[]
  /** What a run that is new at head cost, at the price of the machines that it was measured for. */
  readonly run: { readonly hours: number; readonly usd: number } | null
}

/**
 * `measured`: new at head. `reused`: base has the same record. `stale`: older than the policy allows, or not
 * dated. `failed`: the newest run cannot be used. `missing`: nobody measured this model on these machines.
 */
export type BenchmarkState = 'measured' | 'reused' | 'stale' | 'failed' | 'missing'

export type ReviewTerms = {
  readonly world: World
  /** YYYY-MM-DD */
  readonly date: string
  readonly staleAfterDays: number
}

/** For workloads whose accelerators are known, of one kind, and serve a model of their own. */
export const benchmarkReviews = (deltas: readonly Delta[], terms: ReviewTerms): readonly BenchmarkReview[] =>
  deltas.flatMap(delta => reviewOf(delta, terms) ?? [])

function reviewOf({ id, base, head }: Delta, terms: ReviewTerms): BenchmarkReview | null {
  if (head === null) return null
  const { workload } = head
  const machines = servesModels(workload) ? machinesFor(workload, terms.world) : null
  if (machines === null) return null
  const asked = { accelerator: machines.name, latency: workload.latency, world: terms.world }
  const [newest] = newestFirst(workload.benchmarks, asked)
  if (newest === undefined) return { ...NOTHING, workload: id }
  const before = base === null ? [] : newestFirst(base.workload.benchmarks, asked)
  return { workload: id, ...reviewed(newest, { before, asked, machines, workload, terms }) }
}

type Around = {
  /** At base, the newest first. */
  readonly before: readonly BenchmarkFact[]
  readonly asked: Asked
  readonly machines: Machines
  readonly workload: Workload
  readonly terms: ReviewTerms
}

function reviewed(newest: BenchmarkFact, around: Around): Omit<BenchmarkReview, 'workload'> {
  const { before, asked, terms } = around
  const isNew = !before.some(fact => isSameRun(fact, newest))
  const ageDays = ageOf(newest, terms.date)
  const why = whyUnused(newest, asked)
  return {
    state: why === null ? stateOf(isNew, ageDays, terms) : 'failed',
    at: newest.at,
    source: sourceOf(newest),
    ageDays,
    why,
    changes: isNew && why === null ? changesFrom(before, newest, asked) : [],
    run: isNew ? runCost(newest, around) : null,
  }
}

const NOTHING = {
  state: 'missing',
  at: null,
  source: null,
  ageDays: null,
  why: null,
  changes: [],
  run: null,
} as const

const costsOf = ({ capacity }: Workload, world: World) => capacity.map(each => capacityCost(each, world))

function machinesFor(workload: Workload, world: World): Machines | null {
  const costs = costsOf(workload, world)
  return costs.some(({ unpriced }) => unpriced.length > 0) ? null : machinesOf(costs)
}

const servesModels = ({ capacity, calls }: Workload) =>
  capacity.some(({ fact }) => fact.model !== null) ||
  calls.some(({ route }) => route.targets.some(({ deployment }) => deployment === 'self-hosted'))

/** Of the accelerator that is asked for. */
const newestFirst = (facts: readonly BenchmarkFact[], asked: Asked) =>
  facts
    .filter(fact => isOn(fact, asked))
    .toSorted((a, b) => {
      const [first, second] = [a.ranAt ?? '', b.ranAt ?? '']
      return Number(first < second) - Number(first > second)
    })

/** A record that was moved, or is handed over again, is the same run. */
const isSameRun = (a: BenchmarkFact, b: BenchmarkFact) =>
  configurationOf(a) === configurationOf(b) &&
  a.ranAt === b.ranAt &&
  a.commit === b.commit &&
  JSON.stringify([a.points, a.repeats]) === JSON.stringify([b.points, b.repeats])

function stateOf(isNew: boolean, age: number | null, { staleAfterDays }: ReviewTerms): BenchmarkState {
  if (age === null || age > staleAfterDays) return 'stale'
  return isNew ? 'measured' : 'reused'
}

/** A run of the same day, or by a clock that is ahead, is 0 days old. */
function ageOf({ ranAt }: BenchmarkFact, date: string): number | null {
  const days = (Date.parse(date) - Date.parse(ranAt?.slice(0, 10) ?? '')) / 86_400_000
  return Number.isNaN(days) ? null : Math.max(0, days)
}

const sourceOf = ({ tool, hardware }: BenchmarkFact) =>
  hardware === null ? tool : `${tool} on ${hardware.count} × ${hardware.name}`

function changesFrom(before: readonly BenchmarkFact[], head: BenchmarkFact, asked: Asked) {
  const key = configurationOf(head)
  const base = before.find(fact => configurationOf(fact) === key)
  const gating = (fact: BenchmarkFact): BenchmarkFact => ({
    ...fact,
    points: plausiblePoints(fact, asked.world.book.hardware(fact.hardware?.name ?? '')),
  })
  return base === undefined ? [] : benchmarkChanges({ base: gating(base), head: gating(head) }, asked.latency)
}

/** Null: the record does not say how long it took. */
function runCost({ heldSeconds, hardware }: BenchmarkFact, { machines, workload, terms }: Around) {
  if (heldSeconds === null || hardware === null) return null
  const perMonth = costsOf(workload, terms.world).reduce((sum, cost) => sum + cost.perMonth.expected, 0)
  const hours = heldSeconds / 3600
  return { hours, usd: (perMonth / HOURS_PER_MONTH / machines.count) * hardware.count * hours }
}
