import type { Limit, LimitOwner } from '../../model/gateway.ts'
import { collect } from '../../model/group-by.ts'
import type { YamlValue } from '../yaml.ts'
import { limitOf, secondsIn } from './limits.ts'

type Budgets = {
  /** Budgets and rates of a key, a team, a customer or a provider: inside it, by id, or that name it. */
  readonly of: (thing: YamlValue, whose: Whose) => readonly Limit[]
  /** Those of the team and the customer that a virtual key belongs to. */
  readonly above: (key: YamlValue) => readonly Limit[]
}

/** `refers`: the field in which a budget names the thing that it is for. */
export type Whose = { readonly owner: LimitOwner; readonly refers: string }

/** https://docs.getbifrost.ai/deployment-guides/config-json/governance */
export function budgetsOf(governance: YamlValue, path: string): Budgets {
  const budgets = governance.get('budgets').items()
  const rates = governance.get('rate_limits').items()
  const find = finder()
  const of: Budgets['of'] = (thing, { owner, refers }) => {
    const id = thing.get('id').text()
    const ownBudgets = [
      thing.get('budget'),
      ...thing.get('budgets').items(),
      ...find(budgets, 'id', thing.get('budget_id').text()),
      ...find(budgets, refers, id),
    ]
    const ownRates = [
      thing.get('rate_limit'),
      ...find(rates, 'id', thing.get('rate_limit_id').text()),
      ...find(rates, refers, id),
    ]
    return [
      ...ownBudgets.flatMap(each =>
        limitOf(each.get('max_limit'), {
          unit: 'usd',
          seconds: secondsOf(each, 'reset_duration'),
          owner,
          path,
        }),
      ),
      ...ownRates.flatMap(each => ratesOf(each, owner, path)),
    ]
  }
  const lists = { team: governance.get('teams').items(), customer: governance.get('customers').items() }
  return {
    of,
    above: key =>
      ABOVE.flatMap(kind =>
        find(lists[kind], 'id', key.get(`${kind}_id`).text()).flatMap(each => {
          const name = each.get('name').text() ?? each.get('id').text()
          return of(each, { owner: { kind: 'team', name }, refers: `${kind}_id` })
        }),
      ),
  }
}

const ABOVE = ['team', 'customer'] as const

/** Finds things by a field of theirs; each list is gone through once for each field. */
function finder() {
  const known = new Map<readonly YamlValue[], Map<string, ReadonlyMap<string, readonly YamlValue[]>>>()
  return (all: readonly YamlValue[], field: string, value: string | null): readonly YamlValue[] => {
    const fields = known.get(all) ?? new Map<string, ReadonlyMap<string, readonly YamlValue[]>>()
    known.set(all, fields)
    const index = fields.get(field) ?? indexBy(all, field)
    fields.set(field, index)
    return value === null ? [] : (index.get(value) ?? [])
  }
}

const indexBy = (all: readonly YamlValue[], field: string) =>
  collect(
    all.flatMap(each => {
      const value = each.get(field).text()
      return value === null ? [] : [[value, each] as const]
    }),
  )

const ratesOf = (rate: YamlValue, owner: LimitOwner, path: string): readonly Limit[] => [
  ...limitOf(rate.get('token_max_limit'), {
    unit: 'tokens',
    seconds: secondsOf(rate, 'token_reset_duration'),
    owner,
    path,
  }),
  ...limitOf(rate.get('request_max_limit'), {
    unit: 'requests',
    seconds: secondsOf(rate, 'request_reset_duration'),
    owner,
    path,
  }),
]

const secondsOf = (written: YamlValue, key: string) => secondsIn(written.get(key).text())
