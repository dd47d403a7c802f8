import type { DriverKind } from '../src/diff/driver.ts'
import type { Place } from '../src/model/evidence.ts'
import type { Range } from '../src/model/quantity.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { usd, usdDelta } from '../src/words/money.ts'
import { significant } from '../src/words/numbers.ts'

/** A worst case far above what is expected that this change made worse: budgets of `expected` do not see it. */
export const worstCase = defineRule({
  id: 'worst-case',
  title: 'The worst case stays near the expected cost.',
  level: 'note',
  defaults: { factor: 10 },
  options: {
    factor: {
      type: 'number',
      minimum: 1,
      description: 'How many times the expected cost the worst case may be.',
    },
  },
  check: ({ deltas, options }) =>
    deltas.flatMap(delta => {
      const cost = costOf(delta)
      if (cost === null || !isWorse(cost) || cost.now.high <= options.factor * cost.now.expected) return []
      return [finding(delta, cost)]
    }),
})

type Cost = {
  readonly now: Range
  /** The worst case at base; null: it was not there, or had no price. */
  readonly before: number | null
  readonly monthly: boolean
  readonly at: Place
}

/** Per request, else per month for what is only paid by the hour. */
function costOf({ status, base, head }: JudgedDelta): Cost | null {
  if (head === null || status === 'unchanged') return null
  const monthly = head.estimate.perRequest === null
  const key = monthly ? 'perMonth' : 'perRequest'
  const now = head.estimate[key]
  return now && { now, before: base?.estimate[key]?.high ?? null, monthly, at: head.workload.at }
}

/** By more than the last digits, in which sums in another order differ. */
const isWorse = ({ now, before }: Cost) => before === null || now.high > before * (1 + 1e-9)

function finding(delta: JudgedDelta, cost: Cost): Draft {
  const { now, before, monthly } = cost
  const unit = monthly ? 'a month' : 'per request'
  const causes = causesOf(delta, monthly)
  const from = before === null ? 'is' : `goes from ${usd(before)} to`
  const times = now.expected > 0 ? `${significant(now.high / now.expected, 2)} times ` : ''
  const because = causes.map(({ words }) => words).join('; ')
  return {
    workload: delta.id,
    message: `The worst case of ${delta.id} ${from} ${usd(now.high)} ${unit}, ${times}the expected ${usd(now.expected)}${because && `: ${because}`}.`,
    why: 'A bad day of a provider or one odd input is billed at the worst case, and budgets compare the expected cost.',
    suggestions: [
      ...(causes.length > 0 ? causes.map(({ kind }) => REMEDY[kind]) : [OPEN_ENDS]),
      'Give it a budget with `band: high` if the worst case must stay below a limit.',
    ],
    at: [...causes.flatMap(({ at }) => at).slice(0, 3), cost.at],
  }
}

/** What raised the high end, largest first. */
const causesOf = ({ drivers }: JudgedDelta, monthly: boolean) =>
  drivers
    .map(driver => ({ ...driver, usd: (monthly ? driver.perMonth : driver.perRequestHigh) ?? 0 }))
    .filter(cause => cause.usd > 0)
    .toSorted((a, b) => b.usd - a.usd)
    .slice(0, 3)
    .map(({ kind, from, to, at, usd }) => ({
      kind,
      at,
      words: `${kind} (${from} → ${to}) ${usdDelta(usd)}`,
    }))

const OPEN_ENDS =
  'Limit what is open: retries, steps of loops, the length of answers, what variables may hold.'

const REMEDY: Readonly<Record<DriverKind, string>> = {
  model: 'Keep the cheaper model for calls whose size has no limit.',
  routing: 'Shorten the chain of fallbacks, or declare `fallback_rate` from your logs.',
  retries: 'Allow fewer retries, or declare `retry_rate` from your logs.',
  prompt: 'Limit what variables may hold, and declare their sizes under `variables`.',
  context: 'Limit chunks and history, and declare the limits under `context` and `history_tokens`.',
  retrieval: 'Check what a search costs: embedding, reranking and the fee of the store.',
  output: 'Set a lower maximum for the answer, or declare `output_tokens` with its `high`.',
  calls: 'Allow fewer steps (`loop.max`) or fewer calls (`per_request`).',
  caching: 'Keep what changes between requests at the end of the prompt.',
  capacity: 'Lower the ceiling of the autoscaling.',
  traffic: 'Check the declared traffic.',
  price: 'Check the prices that the file states.',
}
