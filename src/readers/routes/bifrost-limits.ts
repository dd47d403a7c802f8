import type { Limit, LimitOwner } from '../../model/gateway.ts'
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
  const byId = (all: readonly YamlValue[], id: string | null) =>
    id === null ? [] : all.filter(each => each.get('id').text() === id)
  const of: Budgets['of'] = (thing, { owner, refers }) => {
    const id = thing.get('id').text()
    const named = (all: readonly YamlValue[]) =>
      id === null ? [] : all.filter(each => each.get(refers).text() === id)
    const ownBudgets = [
      thing.get('budget'),
      ...thing.get('budgets').items(),
      ...byId(budgets, thing.get('budget_id').text()),
      ...named(budgets),
    ]
    const ownRates = [
      thing.get('rate_limit'),
      ...byId(rates, thing.get('rate_limit_id').text()),
      ...named(rates),
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
  return {
    of,
    above: key =>
      ABOVE.flatMap(({ list, kind }) =>
        byId(governance.get(list).items(), key.get(`${kind}_id`).text()).flatMap(each => {
          const name = each.get('name').text() ?? each.get('id').text()
          return of(each, { owner: { kind: 'team', name }, refers: `${kind}_id` })
        }),
      ),
  }
}

const ABOVE = [
  { list: 'teams', kind: 'team' },
  { list: 'customers', kind: 'customer' },
] as const

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
