import type { BudgetConfig } from '../config/config.ts'
import type { Driver } from '../diff/driver.ts'
import type { Place } from '../model/evidence.ts'
import { unitUsd, usd, usdDelta } from '../words/money.ts'
import { significant } from '../words/numbers.ts'
import type { BudgetResult } from './budget.ts'
import type { Draft } from './finding.ts'
import type { MeasureKind } from './measure.ts'
import type { JudgedDelta } from './rule.ts'

/** A broken limit: what it would cost, what is allowed, which cause made most of it, and how to undo that. */
export function broken(result: BudgetResult, budget: BudgetConfig): Draft {
  const { amount } = MEASURE_WORDS[result.kind]
  const unit = unitOf(result)
  const who = subject(result, budget)
  const increase = result.kind.startsWith('increase.')
  const head = result.head ?? 0
  const message = increase
    ? `${who} would cost +${amount(head)}${unit}; \`${budget.id}\` allows +${amount(result.limit)}${unit}.`
    : `${who} would cost ${amount(head)}${unit}; the limit of \`${budget.id}\` is ${amount(result.limit)}${unit}.`
  const drivers = causes(result, budget)
  return {
    workload: result.workload,
    message,
    why:
      drivers.length === 0
        ? whyWithoutDrivers(result)
        : `${drivers.length === 1 ? 'Because of' : 'Mostly'} ${drivers.slice(0, 2).map(wordsOf).join(' and ')}.`,
    suggestions: [
      ...drivers.slice(0, 2).map(remedy),
      `Or raise \`${budget.id}\` in ${result.at.path}, in a change of its own that its owners approve.`,
    ],
    at: [...drivers.flatMap(({ driver }) => driver.at), result.at],
  }
}

/** Crossed the warning share in this change. */
export function near(result: BudgetResult, budget: BudgetConfig): Draft {
  const { amount } = MEASURE_WORDS[result.kind]
  const unit = unitOf(result)
  const part = significant(((result.head ?? 0) / result.limit) * 100, 2)
  return {
    workload: result.workload,
    message: `${subject(result, budget)} would cost ${amount(result.head ?? 0)}${unit}: ${part} % of the limit of \`${budget.id}\`, ${amount(result.limit)}${unit}.`,
    why: `\`warn_at\` asks for a warning from ${significant((budget.warn_at ?? 1) * 100, 2)} % on; base was below it.`,
    suggestions: causes(result, budget).slice(0, 1).map(remedy),
    at: [result.at],
  }
}

/** Unknown is never a pass: a budget cannot hold a cost that nobody knows. */
export const unproven = (delta: JudgedDelta, budget: BudgetConfig, at: Place): Draft => ({
  workload: delta.id,
  message: `${delta.id} cannot be shown to stay within \`${budget.id}\`: ${delta.head?.estimate.unpriced[0] ?? 'it has no price'}.`,
  why: 'A cost that nobody knows is neither zero nor within a limit.',
  suggestions: [
    (delta.head?.workload.problems.length ?? 0) > 0
      ? 'Correct what the reason names: until then nobody knows what it costs.'
      : 'Correct the name, or state a price for it in .unitcost/prices.json.',
  ],
  at: [delta.head?.workload.calls[0]?.route.targets[0]?.at ?? delta.head?.workload.at ?? at, at],
})

export const noTraffic = (delta: JudgedDelta, budget: BudgetConfig, at: Place): Draft => ({
  workload: delta.id,
  message: `${delta.id} has no traffic, so the monthly limit of \`${budget.id}\` cannot be checked.`,
  why: 'A cost per month is the cost per request times the declared traffic.',
  suggestions: [`Add \`traffic\` to \`${delta.id}\` in ${at.path}, for example \`traffic: 100k/month\`.`],
  at: [at],
})

type MeasureWords = { readonly amount: (n: number) => string; readonly unit: string }

const MEASURE_WORDS: Readonly<Record<MeasureKind, MeasureWords>> = {
  usd_per_mtok: { amount: unitUsd, unit: ' per million tokens' },
  'latency.ttft_p95_ms': { amount: n => `${significant(n, 3)} ms`, unit: '' },
  'latency.tpot_p95_ms': { amount: n => `${significant(n, 3)} ms`, unit: '' },
  usd_per_request: { amount: usd, unit: ' per request' },
  usd_per_solved_task: { amount: usd, unit: ' per solved task' },
  usd_per_outcome: { amount: usd, unit: ' per outcome' },
  usd_per_month: { amount: usd, unit: '/month' },
  'increase.percent': { amount: n => `${significant(n, 3)} %`, unit: '' },
  'increase.usd_per_request': { amount: usd, unit: ' per request' },
  'increase.usd_per_month': { amount: usd, unit: '/month' },
  'increase.usd_per_outcome': { amount: usd, unit: ' per outcome' },
}

/** An outcome has the noun of whoever declared it: ` per resolved ticket`. */
function unitOf({ kind, deltas }: BudgetResult): string {
  const noun = kind.endsWith('usd_per_outcome') ? deltas[0]?.head?.workload.outcome?.name : undefined
  return noun === undefined ? MEASURE_WORDS[kind].unit : ` per ${noun}`
}

const subject = ({ workload, deltas }: BudgetResult, budget: BudgetConfig) =>
  workload ?? (deltas.length === 1 ? (deltas[0]?.id ?? budget.id) : `all ${deltas.length} workloads together`)

type Cause = { readonly driver: Driver; readonly usd: number; readonly unit: string }

/** What made it dearer, largest first, in the unit of the limit; less than a twentieth of it is no remedy. */
function causes(result: BudgetResult, budget: BudgetConfig): readonly Cause[] {
  const all = everyCause(result, budget)
  const sum = all.reduce((total, cause) => total + cause.usd, 0)
  return all.filter(cause => cause.usd * 20 >= sum)
}

function everyCause({ kind, deltas }: BudgetResult, budget: BudgetConfig): readonly Cause[] {
  const monthly = MEASURE_WORDS[kind].unit === '/month'
  const request = budget.band === 'high' ? 'perRequestHigh' : 'perRequest'
  return deltas
    .flatMap(delta => delta.drivers)
    .map(driver => ({
      driver,
      usd: (monthly ? driver.perMonth : (driver[request] ?? driver.perMonth)) ?? 0,
      unit: monthly || driver[request] === null ? '/month' : ' per request',
    }))
    .filter(cause => cause.usd > 0)
    .toSorted((a, b) => b.usd - a.usd)
}

const wordsOf = ({ driver, usd: amount, unit }: Cause) =>
  `${driver.kind} (${driver.from} → ${driver.to}): ${usdDelta(amount)}${unit}`

/** Undoing a cause saves what it added, as long as nothing else changes. */
function remedy({ driver, usd: amount, unit }: Cause): string {
  const place = driver.at[0]
  const where = place === undefined ? '' : ` (${place.path}${place.line === null ? '' : `:${place.line}`})`
  return `${REMEDY[driver.kind](driver)}${where}: ${usdDelta(-amount)}${unit}.`
}

const REMEDY: Readonly<Record<Driver['kind'], (driver: Driver) => string>> = {
  model: ({ from }) => `Keep ${from}`,
  routing: ({ from }) => `Go back to the routing ${from}`,
  retries: ({ from }) => `Go back to ${from}`,
  prompt: ({ from, to }) => `Shorten the prompt (${from} → ${to})`,
  context: ({ from }) => `Go back to a context of ${from}`,
  retrieval: ({ from }) => `Go back to retrieval with ${from}`,
  output: ({ from }) => `Keep the answer at ${from}`,
  calls: ({ from }) => `Go back to ${from}`,
  caching: ({ from }) =>
    from.startsWith('cacheable prefix')
      ? `Restore the ${from.replace('prefix', 'prefix of')}: move what varies below the text that stays the same`
      : `Restore the caching (${from})`,
  capacity: ({ from }) => `Keep ${from}`,
  traffic: ({ from }) => `Check the declared traffic (before: ${from})`,
  price: ({ from }) => `Check the price that the file states (before: ${from})`,
}

const whyWithoutDrivers = ({ deltas }: BudgetResult) =>
  deltas.some(delta => delta.status === 'added')
    ? 'This change adds it.'
    : 'What is spent must not grow past it without a decision.'
