import { settingOf, type BudgetConfig, type Config } from '../config/config.ts'
import type { Places } from '../config/places.ts'
import type { World } from '../estimate/world.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { checkBudget, covers, type BudgetResult } from './budget.ts'
import { levelOf } from './enforcement.ts'
import type { CostedFinding, Finding } from './finding.ts'
import { isInScope } from './scope.ts'
import type { JudgedDelta, Rule, RuleInput } from './rule.ts'
import { waive } from './waive.ts'

export type Case = {
  readonly deltas: readonly JudgedDelta[]
  readonly diagnostics: readonly Diagnostic[]
  readonly benchmarks: RuleInput<unknown>['benchmarks']
  readonly policy: { readonly config: Config; readonly places: Places }
  readonly rules: readonly Rule[]
  readonly prices: RuleInput<unknown>['prices']
  readonly world: World
  /** YYYY-MM-DD */
  readonly date: string
}

export type Judgement = {
  readonly verdict: 'pass' | 'warn' | 'block'
  readonly findings: readonly CostedFinding[]
  readonly budgets: readonly BudgetResult[]
}

/** Budgets, rules and waivers of the policy on a change, worst finding first. */
export function judge(change: Case): Judgement {
  const { deltas, policy, date } = change
  const { budgets = [], waivers = [], enforce } = policy.config
  const outcomes = budgets.map((budget, index) => {
    const outcome = checkBudget(budget, deltas, { at: policy.places(['budgets', index]), enforce, date })
    const terms = { deltas: outcome.covered, band: budget.band ?? 'expected', date }
    return { ...outcome, findings: outcome.findings.map(finding => waive(finding, waivers, terms)) }
  })
  const ofRules = ruleFindings(change).map(finding =>
    waive(finding, waivers, { deltas, band: 'expected', date }),
  )
  const findings = [...outcomes.flatMap(outcome => outcome.findings), ...ofRules].toSorted(
    (a, b) => SEVERITY[b.level] - SEVERITY[a.level],
  )
  return {
    findings,
    budgets: outcomes.flatMap(({ results }) => results),
    verdict: verdictOf(findings, change),
  }
}

const SEVERITY: Readonly<Record<Finding['level'], number>> = { error: 2, warning: 1, note: 0 }

function ruleFindings({ deltas, benchmarks, policy, rules, prices, world, date }: Case): readonly Finding[] {
  const { budgets = [], tiers = {} } = policy.config
  const around = {
    benchmarks,
    prices,
    world,
    budgets,
    tiers,
    date,
    qualityLimits: limitedQuality(budgets, deltas),
  }
  return rules.flatMap(rule => {
    const setting = settingOf(policy.config.rules, rule.id)
    const { level, enforce, only, ...options } =
      setting === null || typeof setting === 'string'
        ? { level: setting ?? rule.level, enforce: undefined, only: undefined }
        : { level: rule.level, enforce: undefined, only: undefined, ...setting }
    if (level === 'off') return []
    const inScope = only === undefined ? deltas : deltas.filter(delta => isInScope(only, delta))
    const drafts = rule.check({ ...around, deltas: inScope, options })
    return drafts.map(draft => ({
      ...draft,
      rule: rule.id,
      budget: null,
      level: levelOf(level, enforce ?? policy.config.enforce, date),
      waived: null,
    }))
  })
}

const limitedQuality = (budgets: readonly BudgetConfig[], deltas: readonly JudgedDelta[]) =>
  new Set(
    deltas
      .filter(delta =>
        budgets.some(budget => budget.quality?.max_drop !== undefined && covers(budget, delta)),
      )
      .map(({ id }) => id),
  )

/** Only what an admin made an error, and what could not be read, blocks; neither does below `enforce: block`. */
function verdictOf(
  findings: readonly Finding[],
  { diagnostics, deltas, policy, date }: Case,
): Judgement['verdict'] {
  const standing = new Set(findings.filter(finding => finding.waived === null).map(({ level }) => level))
  const unreadable = diagnostics.some(({ severity }) => severity === 'error')
  const blocks = levelOf('error', policy.config.enforce, date) === 'error'
  if (standing.has('error') || (unreadable && blocks)) return 'block'
  const doubtful = unreadable || diagnostics.some(({ severity }) => severity === 'warning')
  const unpriced = deltas.some(
    ({ head, status }) => status !== 'unchanged' && (head?.estimate.unpriced.length ?? 0) > 0,
  )
  return standing.has('warning') || doubtful || unpriced ? 'warn' : 'pass'
}
