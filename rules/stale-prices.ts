import { defineRule } from '../src/policy/rule.ts'
import { count, plural } from '../src/words/numbers.ts'

/** A price book that is too old to speak for the day that is priced. Silent where nothing changes its cost. */
export const stalePrices = defineRule({
  id: 'stale-prices',
  title: 'Prices are not older than 45 days.',
  level: 'note',
  defaults: {},
  options: {},
  check: ({ deltas, prices, date }) => {
    const priced = deltas.filter(({ status, head }) => status !== 'unchanged' && head !== null).length
    if (!prices.stale || priced === 0) return []
    return [
      {
        workload: null,
        message: `The newest prices are of ${prices.asOf}, ${count(daysBetween(prices.asOf, date))} days before ${date}, and ${plural(priced, 'workload')} of this change ${priced === 1 ? 'is' : 'are'} priced with them.`,
        why: 'Providers change prices several times a year, so these costs may be too high or too low.',
        suggestions: ['Update unitcost, or put current rates into `.unitcost/prices.json`.'],
        at: [],
      },
    ]
  },
})

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
