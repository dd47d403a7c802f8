import type { Delta, Side as DeltaSide } from '../diff/diff.ts'
import type { Driver } from '../diff/driver.ts'
import type { Component, Estimate } from '../estimate/estimate.ts'
import type { Basis } from '../model/evidence.ts'
import type { Diagnostic, UnitcostError } from '../model/diagnostic.ts'
import type { Workload } from '../model/workload.ts'
import type { BudgetResult as Outcome } from '../policy/budget.ts'
import type { Judgement } from '../policy/judge.ts'
import type { BenchmarkReview } from '../diff/benchmark-review.ts'
import type { Pending } from '../model/pending.ts'
import { benchmarkResult } from './benchmark-result.ts'
import { estimateResult } from './estimate-result.ts'
import { qualityResult } from './quality-result.ts'
import type {
  BudgetResult,
  DiagnosticResult,
  DriverResult,
  Judged,
  NotJudged,
  PolicyResult,
  Side,
  Totals,
  WorkloadResult,
} from './result.ts'

export type Judging = {
  readonly base: Side
  readonly head: Side
  readonly deltas: readonly Delta[]
  readonly benchmarks: readonly BenchmarkReview[]
  /** Evidence that a budget rests on and that is still being measured. */
  readonly pending: readonly Pending[]
  readonly judgement: Judgement
  readonly diagnostics: readonly Diagnostic[]
  readonly policy: PolicyResult
  readonly prices: Judged['prices']
}

/** The published form of a judged change. */
export function judged({ base, head, deltas, judgement, ...rest }: Judging): Judged {
  const { diagnostics, benchmarks, pending, policy, prices } = rest
  const reviews = new Map(benchmarks.map(review => [review.workload, review]))
  return {
    version: 1,
    verdict: judgement.verdict,
    exit_code: judgement.verdict === 'block' ? 1 : 0,
    provisional: pending.length > 0,
    pending,
    base,
    head,
    totals: totalsOf(deltas),
    workloads: deltas.map(delta => workloadResult(delta, reviews.get(delta.id) ?? null)),
    findings: judgement.findings,
    diagnostics: diagnostics.map(diagnosticResult),
    budgets: judgement.budgets.map(budgetResult),
    policy,
    prices,
  }
}

/** The published form of a run that could not judge. */
export const notJudged = ({ code, message, hint, diagnostics }: UnitcostError): NotJudged => ({
  version: 1,
  verdict: null,
  exit_code: 2,
  error: { code, message, hint },
  workloads: [],
  findings: [],
  diagnostics: diagnostics.map(diagnosticResult),
})

function totalsOf(deltas: readonly Delta[]): Totals {
  const monthly = deltas.filter(({ base, head }) =>
    [base, head].some(side => side?.estimate.perMonth != null),
  )
  const sum = (side: 'base' | 'head') =>
    monthly.reduce((usd, delta) => usd + (delta[side]?.estimate.perMonth?.expected ?? 0), 0)
  // Without its price or its traffic it still runs: what it costs is not known, and surely not nothing.
  const lost = monthly.some(({ head }) => head !== null && head.estimate.perMonth === null)
  const base = monthly.length === 0 ? null : sum('base')
  const head = monthly.length === 0 || lost ? null : sum('head')
  const changed = monthly.some(({ status }) => status !== 'unchanged')
  return {
    usd_per_month: {
      base,
      head,
      delta: base === null || head === null ? null : changed ? head - base : 0,
    },
    ...sharesByBasis(deltas),
    unpriced: deltas.filter(delta => isUnpriced(delta.head?.estimate)).length,
  }
}

const isUnpriced = (estimate: Estimate | undefined) => (estimate?.unpriced.length ?? 0) > 0

/** By dollars a month where there are any, else by dollars a request: two units cannot be added up. */
function sharesByBasis(deltas: readonly Delta[]) {
  const parts = deltas.flatMap(({ head }) => head?.estimate.components ?? [])
  const monthly = parts.some(part => part.perMonth !== null)
  const cost = (part: Component) => (monthly ? part.perMonth : part.perRequest) ?? 0
  const all = parts.reduce((usd, part) => usd + cost(part), 0)
  const of = (basis: Basis) =>
    all === 0
      ? 0
      : parts.filter(part => part.basis === basis).reduce((usd, part) => usd + cost(part), 0) / all
  return { assumed_share: of('assumed'), measured_share: of('measured'), declared_share: of('declared') }
}

function workloadResult(delta: Delta, benchmark: BenchmarkReview | null): WorkloadResult {
  const workload = (delta.head ?? delta.base)?.workload
  return {
    id: delta.id,
    status: delta.status,
    ...ownerOf(workload),
    requests_per_month: { base: trafficOf(delta.base), head: trafficOf(delta.head) },
    base: delta.base && estimateResult(delta.base.estimate),
    head: delta.head && estimateResult(delta.head.estimate),
    delta: changeOf(delta),
    drivers: delta.drivers.map(driverResult),
    benchmark: benchmark && benchmarkResult(benchmark),
    quality: delta.quality && qualityResult(delta.quality),
  }
}

const trafficOf = (side: DeltaSide | null) => side?.workload.traffic?.expected ?? null

/** A delta has at least one side, so there always is a workload. */
function ownerOf(workload: Workload | undefined) {
  if (workload === undefined) return NOBODY
  const { origin, owner, environment, tags, at, outcome } = workload
  return { origin, owner, environment, tags, at, outcome: outcome?.name ?? null }
}

const NOBODY = {
  origin: 'discovered' as const,
  owner: null,
  environment: null,
  tags: {},
  at: { path: '', line: null },
  outcome: null,
}

/** head − base of expected; exactly 0 where nothing changed. */
function changeOf({ status, base, head }: Delta): WorkloadResult['delta'] {
  if (base === null || head === null) return null
  const cost = (side: { readonly estimate: Estimate }, of: 'perRequest' | 'perMonth') =>
    side.estimate[of]?.expected ?? null
  const minus = (of: 'perRequest' | 'perMonth') => {
    const [from, to] = [cost(base, of), cost(head, of)]
    return from === null || to === null ? null : status === 'unchanged' ? 0 : to - from
  }
  const ratio = (of: 'perRequest' | 'perMonth') => {
    const [from, to] = [cost(base, of), cost(head, of)]
    return from === null || to === null || from === 0 ? null : status === 'unchanged' ? 1 : to / from
  }
  return {
    usd_per_request: minus('perRequest'),
    usd_per_month: minus('perMonth'),
    ratio: ratio('perRequest') ?? ratio('perMonth'),
  }
}

const driverResult = (driver: Driver): DriverResult => ({
  kind: driver.kind,
  usd_per_request: driver.perRequest,
  usd_per_request_high: driver.perRequestHigh,
  usd_per_month: driver.perMonth,
  from: driver.from,
  to: driver.to,
  at: driver.at.map(({ path, line }) => ({ path, line })),
})

const diagnosticResult = ({ code, severity, message, hint, path, line }: Diagnostic): DiagnosticResult => ({
  code,
  severity,
  message,
  hint,
  path,
  line,
})

const budgetResult = ({ id, workload, kind, limit, base, head, status, at }: Outcome): BudgetResult => ({
  id,
  workload,
  limit_kind: kind,
  limit,
  base,
  head,
  status,
  at: { path: at.path, line: at.line },
})
