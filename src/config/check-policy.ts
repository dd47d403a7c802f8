import { settingOf } from './config.ts'
import type { BudgetConfig, Config, Enforce, WaiverConfig } from './config.ts'
import { didYouMean } from './nearest.ts'
import type { Pointer } from './places.ts'
import type { Problem } from './problem.ts'
import { isDate } from './values.ts'

/** Budgets and waivers: names, dates and limits that a schema cannot see. */
export function checkPolicy(config: Config, ruleIds: readonly string[]): readonly Problem[] {
  const budgets = config.budgets ?? []
  const own = config.rules?.own ?? []
  const budgetIds = budgets.map(budget => budget.id)
  const knownRules = [...ruleIds, ...own.map(rule => rule.id)]
  return [
    ...repeatedIds(budgets, ['budgets']),
    ...repeatedIds(own, ['rules', 'own']),
    ...own.flatMap((rule, index) => takenId(rule.id, ruleIds, ['rules', 'own', index])),
    ...budgets.flatMap((budget, index) => checkBudget(budget, ['budgets', index])),
    ...(config.waivers ?? []).flatMap((waiver, index) =>
      checkWaiver(waiver, { budgetIds, ruleIds: knownRules }, ['waivers', index]),
    ),
    ...datesOf(config).flatMap(({ date, at }) => checkDate(date, at)),
  ]
}

function repeatedIds(items: readonly { readonly id: string }[], at: Pointer): readonly Problem[] {
  const lastIndex = new Map(items.map(({ id }, index) => [id, index]))
  return items.flatMap(({ id }, index) =>
    lastIndex.get(id) === index
      ? []
      : error(
          [...at, index, 'id'],
          `The id \`${id}\` is used again below.`,
          'Give each its own id: reports name it.',
        ),
  )
}

const takenId = (id: string, taken: readonly string[], at: Pointer): readonly Problem[] =>
  taken.includes(id)
    ? error([...at, 'id'], `\`${id}\` is the id of a built-in rule.`, 'Choose another id for your rule.')
    : []

const LIMITS = [
  'usd_per_mtok',
  'latency',
  'usd_per_request',
  'usd_per_solved_task',
  'usd_per_outcome',
  'usd_per_month',
  'increase',
  'quality',
] as const

function checkBudget(budget: BudgetConfig, at: Pointer): readonly Problem[] {
  const percent = budget.increase?.percent
  return [
    ...(LIMITS.every(limit => budget[limit] === undefined)
      ? warning(at, `The budget \`${budget.id}\` limits nothing.`, `Add one of ${LIMITS.join(', ')}.`)
      : []),
    ...(percent !== undefined && percent > 0 && percent < 1
      ? warning(
          [...at, 'increase', 'percent'],
          `\`percent: ${percent}\` is less than one percent.`,
          `Write ${percent * 100} if you mean ${percent * 100} %.`,
        )
      : []),
  ]
}

type Known = { readonly budgetIds: readonly string[]; readonly ruleIds: readonly string[] }

function checkWaiver(waiver: WaiverConfig, known: Known, at: Pointer): readonly Problem[] {
  if ((waiver.rule === undefined) === (waiver.budget === undefined))
    return error(at, 'A waiver needs either `rule` or `budget`.', 'Say which one it excuses.')
  if (waiver.rule !== undefined)
    return unknownId(waiver.rule, known.ruleIds, { at: [...at, 'rule'], what: 'rules' })
  return [
    ...unknownId(waiver.budget ?? '', known.budgetIds, { at: [...at, 'budget'], what: 'budgets' }),
    ...(waiver.up_to === undefined
      ? error(
          at,
          'A waiver of a budget needs `up_to`.',
          'Say up to which cost it holds: { usd_per_month: 30000 }.',
        )
      : []),
  ]
}

const unknownId = (
  id: string,
  known: readonly string[],
  { at, what }: { readonly at: Pointer; readonly what: 'rules' | 'budgets' },
): readonly Problem[] =>
  known.includes(id) ? [] : error(at, `\`${id}\` is not one of the ${what}.`, didYouMean(id, known, what))

type Dated = { readonly date: string; readonly at: Pointer }

const datesOf = (config: Config): readonly Dated[] => [
  ...dated(config.enforce, []),
  ...(config.budgets ?? []).flatMap((budget, index) => dated(budget.enforce, ['budgets', index])),
  ...(config.waivers ?? []).map((waiver, index) => ({ date: waiver.until, at: ['waivers', index, 'until'] })),
  ...(config.rules?.own ?? []).flatMap((rule, index) => dated(rule.enforce, ['rules', 'own', index])),
  ...Object.keys(config.rules ?? {}).flatMap(id =>
    dated(settingOf(config.rules, id)?.enforce, ['rules', id]),
  ),
]

const dated = (enforce: Enforce | undefined, at: Pointer): readonly Dated[] =>
  typeof enforce === 'object' ? [{ date: enforce.from, at: [...at, 'enforce', 'from'] }] : []

const checkDate = (date: string, at: Pointer): readonly Problem[] =>
  isDate(date) ? [] : error(at, `${date} is not a day of the calendar.`, 'Write a date such as 2027-01-15.')

const error = (pointer: Pointer, message: string, hint: string) => [
  problem('error', pointer, { message, hint }),
]
const warning = (pointer: Pointer, message: string, hint: string) => [
  problem('warning', pointer, { message, hint }),
]

const problem = (
  severity: 'error' | 'warning',
  pointer: Pointer,
  words: Pick<Problem, 'message' | 'hint'>,
): Problem => ({ code: 'config-policy', severity, pointer, ...words })
