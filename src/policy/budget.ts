import { matchesAny } from '../config/match.ts'
import type { BudgetConfig, Enforce } from '../config/config.ts'
import type { Place } from '../model/evidence.ts'
import type { Workload } from '../model/workload.ts'
import { brokenServing, isServing, nearServing, unknownServing } from './benchmark-limits.ts'
import { statusOf, type BudgetStatus } from './compare.ts'
import { levelOf } from './enforcement.ts'
import type { Draft, Finding, Level } from './finding.ts'
import { measuresOf, type Measure } from './measure.ts'
import type { JudgedDelta } from './rule.ts'
import { qualityRemarks } from './quality.ts'
import { broken, near, noTraffic, unproven } from './words.ts'

export type BudgetOutcome = {
  readonly covered: readonly JudgedDelta[]
  readonly results: readonly BudgetResult[]
  readonly findings: readonly Finding[]
}

/** A limit, what is compared with it, and how that ended. */
export type BudgetResult = Measure & {
  readonly id: string
  readonly status: BudgetStatus
  readonly at: Place
}

export type BudgetTerms = {
  readonly at: Place
  /** The enforcement of the whole file, for budgets without their own. */
  readonly enforce: Enforce | undefined
  /** YYYY-MM-DD */
  readonly date: string
}

/** Holds a change against one budget. */
export function checkBudget(
  budget: BudgetConfig,
  deltas: readonly JudgedDelta[],
  terms: BudgetTerms,
): BudgetOutcome {
  const covered = deltas.filter(delta => covers(budget, delta))
  const results = measuresOf(budget, covered).map(measure => ({
    ...measure,
    id: budget.id,
    at: terms.at,
    status: statusOf(measure, budget),
  }))
  const blocks = levelOf('error', budget.enforce ?? terms.enforce, terms.date)
  const finding = (level: Level, draft: Draft): Finding => ({
    ...draft,
    rule: 'budget',
    budget: budget.id,
    level,
    waived: null,
  })
  return {
    covered,
    results,
    findings: [
      ...results
        .filter(({ status }) => status === 'over')
        .map(result =>
          finding(blocks, isServing(result) ? brokenServing(result, budget) : broken(result, budget)),
        ),
      ...results
        .filter(({ status }) => status === 'near')
        .map(result =>
          finding('warning', isServing(result) ? nearServing(result, budget) : near(result, budget)),
        ),
      // It was known at base: whoever takes the measurement away does not pass for it.
      ...results
        .filter(({ status }) => status === 'unknown')
        .filter(isServing)
        .map(result => finding(result.base === null ? 'warning' : blocks, unknownServing(result, budget))),
      ...covered.filter(lostItsPrice).map(delta => finding(blocks, unproven(delta, budget, terms.at))),
      ...covered.filter(neverHadOne).map(delta => finding('note', unproven(delta, budget, terms.at))),
      ...withoutTraffic(budget, covered).map(delta => finding('warning', noTraffic(delta, budget, terms.at))),
      ...qualityRemarks(budget, covered, terms.at).map(({ level, draft }) =>
        finding(level === 'error' ? blocks : level, draft),
      ),
    ],
  }
}

/** By id, owner, environment or tags of base or head: leaving a team does not leave its budget. */
export function covers(budget: BudgetConfig, { base, head }: JudgedDelta): boolean {
  return [base?.workload, head?.workload].some(
    workload => workload !== undefined && matches(budget, workload),
  )
}

function matches(budget: BudgetConfig, { id, owner, environment, tags }: Workload): boolean {
  return (
    (budget.workloads === undefined || matchesAny(budget.workloads, id)) &&
    (budget.owner === undefined || budget.owner === owner) &&
    (budget.environment === undefined || budget.environment === environment) &&
    Object.entries(budget.tags ?? {}).every(([key, value]) => tags[key] === value)
  )
}

const isUnpriced = (delta: JudgedDelta) => (delta.head?.estimate.unpriced.length ?? 0) > 0

const lostItsPrice = (delta: JudgedDelta) =>
  isUnpriced(delta) && (delta.base?.estimate.unpriced.length ?? 0) === 0

const neverHadOne = (delta: JudgedDelta) =>
  isUnpriced(delta) && (delta.base?.estimate.unpriced.length ?? 0) > 0

/** A monthly limit says nothing about a workload whose traffic nobody declared. */
function withoutTraffic(budget: BudgetConfig, covered: readonly JudgedDelta[]): readonly JudgedDelta[] {
  if (budget.usd_per_month === undefined && budget.increase?.usd_per_month === undefined) return []
  return covered.filter(
    ({ head }) =>
      head?.workload.origin === 'declared' &&
      head.estimate.unpriced.length === 0 &&
      head.estimate.perMonth === null,
  )
}
