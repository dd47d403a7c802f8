import type { Side } from '../src/diff/diff.ts'
import type { Driver, DriverKind } from '../src/diff/driver.ts'
import type { Estimate } from '../src/estimate/estimate.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'

/** A cost that sank because somebody wrote a smaller number: told, and no help against a budget. */
export const declarationLowersCost = defineRule({
  id: 'declaration-lowers-cost',
  title: 'A declaration that lowers the cost is measured or approved.',
  level: 'note',
  defaults: {},
  options: {},
  check: ({ deltas }) =>
    deltas.flatMap(delta => {
      const { head, strict } = delta
      return head === null || strict === null ? [] : [finding(delta, head, strict)]
    }),
})

function finding({ id, drivers }: JudgedDelta, { workload, estimate }: Side, strict: Estimate): Draft {
  const causes = drivers.filter(driver => saves(driver) && isDeclared(driver, workload.at.path))
  const because = causes.map(({ kind, from, to }) => `${kind} (${from} → ${to})`).join(', ')
  const places = causes.flatMap(({ at }) => at)
  return {
    workload: id,
    message: `New declarations of ${id}${because && `, ${because},`} ${lowered(estimate, strict)}; budgets are judged with those of base.`,
    why: 'A number that somebody wrote is not a smaller bill, so it cannot make room under a limit by itself.',
    suggestions: [
      'Commit measured evidence for it (eval results) to the default branch.',
      'Or let an owner of the budget approve it: once merged, it is what base declares and counts.',
    ],
    at: places.length > 0 ? places.slice(0, 3) : [workload.at],
  }
}

const saves = ({ perMonth, perRequest, perRequestHigh }: Driver) =>
  [perMonth, perRequest, perRequestHigh].some(usd => usd !== null && usd < 0)

const isDeclared = ({ kind, at }: Driver, path: string) =>
  !NOT_QUANTITIES.has(kind) && at.some(place => place.path === path)

/** Written in the same file, and real: another model is another bill. */
const NOT_QUANTITIES: ReadonlySet<DriverKind> = new Set(['model', 'routing', 'capacity', 'price'])

const FIGURES = [
  { key: 'perMonth', band: 'expected', unit: 'a month' },
  { key: 'perRequest', band: 'expected', unit: 'per request' },
  { key: 'perMonth', band: 'high', unit: 'a month in the worst case' },
  { key: 'perRequest', band: 'high', unit: 'per request in the worst case' },
] as const

/** By the first figure that base's declarations make dearer. */
function lowered(head: Estimate, strict: Estimate): string {
  const amounts = FIGURES.flatMap(({ key, band, unit }) => {
    const [own, other] = [head[key]?.[band], strict[key]?.[band]]
    return own === undefined || other === undefined || other <= own ? [] : [{ own, other, unit }]
  })
  const [first] = amounts
  if (first === undefined) return 'lower its cost'
  const { own, other, unit } = first
  return `lower its cost by ${usd(other - own)}, from ${usd(other)} to ${usd(own)} ${unit}`
}
