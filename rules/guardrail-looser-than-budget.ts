import type { BudgetConfig } from '../src/config/config.ts'
import type { Limit } from '../src/model/gateway.ts'
import type { Place } from '../src/model/evidence.ts'
import { covers } from '../src/policy/budget.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { HOURS_PER_MONTH } from '../src/units.ts'
import { usd } from '../src/words/money.ts'
import { significant } from '../src/words/numbers.ts'

/** A limit at run time that lets more through than the budget of the merge request allows. */
export const guardrailLooserThanBudget = defineRule({
  id: 'guardrail-looser-than-budget',
  title: 'What stops spending at run time is not looser than the budget.',
  level: 'note',
  defaults: { factor: 1 },
  options: {
    factor: {
      type: 'number',
      minimum: 1,
      description: 'How many times the budget a run-time limit may be.',
    },
  },
  check: ({ deltas, options, budgets }) => {
    const found = touchedCalls(deltas).flatMap(touched => {
      const own = budgets.filter(budget => covers(budget, touched.delta))
      return [...requestGaps(touched, own), ...monthGaps(touched, own)]
        .filter(({ allowed, limit }) => allowed > options.factor * limit * (1 + 1e-9))
        .map(gap => finding(touched, gap))
    })
    // A limit of the gateway is behind every call through it, and is said once.
    return [...new Map(found.map(draft => [draft.message, draft])).values()]
  },
})

type Gap = {
  readonly what: string
  readonly allowed: number
  readonly limit: number
  readonly unit: 'a request' | 'a month'
  readonly budget: string
  readonly at: Place
}

function requestGaps({ side, call }: TouchedCall, budgets: readonly BudgetConfig[]): readonly Gap[] {
  const limits = call.about.limits
  const allowed = limits?.usd
  if (limits == null || allowed == null) return []
  return budgets.flatMap(({ id, usd_per_request: limit }) => {
    const what = `\`usd_per_task\` of ${callName(side, call)}`
    return limit === undefined
      ? []
      : [{ what, allowed, limit, unit: 'a request' as const, budget: id, at: limits.at }]
  })
}

/** Only a limit for everybody together compares with a monthly budget; one for each key or user does not. */
function monthGaps({ call }: TouchedCall, budgets: readonly BudgetConfig[]): readonly Gap[] {
  const limits = call.route.gateway?.limits ?? []
  const monthly = limits.flatMap(limit => {
    const allowed = perMonth(limit)
    return allowed === null ? [] : [{ allowed, at: limit.at }]
  })
  const [lowest] = monthly.toSorted((a, b) => a.allowed - b.allowed)
  if (lowest === undefined) return []
  return budgets.flatMap(({ id, usd_per_month: limit }) =>
    limit === undefined
      ? []
      : [
          {
            ...lowest,
            what: `The lowest spending limit of the gateway (${lowest.at.path})`,
            limit,
            unit: 'a month' as const,
            budget: id,
          },
        ],
  )
}

const perMonth = ({ unit, seconds, owner, amount }: Limit): number | null =>
  unit === 'usd' && seconds !== null && TOGETHER.has(owner.kind)
    ? (amount * HOURS_PER_MONTH * 3600) / seconds
    : null

const TOGETHER: ReadonlySet<Limit['owner']['kind']> = new Set(['gateway', 'provider', 'model', 'deployment'])

const finding = ({ side }: TouchedCall, { what, allowed, limit, unit, budget, at }: Gap): Draft => ({
  workload: side.workload.id,
  message: `${what} lets ${usd(allowed)} ${unit} through, ${significant(allowed / limit, 2)} times the ${usd(limit)} that the budget ${budget} allows.`,
  why: 'The budget holds the estimate before a merge; a limit above it lets the bill pass the budget afterwards without anybody being told.',
  suggestions: [
    `Lower the limit to ${usd(limit)} ${unit}, or raise the budget ${budget} if that much is meant.`,
  ],
  at: [at],
})
