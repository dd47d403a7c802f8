import type { Limit, LimitOwner } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { each, EVERYBODY, limitOf, secondsIn } from './limits.ts'

/**
 * Budgets and rates of the proxy as a whole, and those that each key, team and user gets.
 * https://docs.litellm.ai/docs/proxy/users and https://docs.litellm.ai/docs/proxy/provider_budget_routing
 */
export function proxyLimits(root: YamlValue, path: string): readonly Limit[] {
  return BLOCKS.flatMap(name => {
    const block = root.get(name)
    return [
      ...budget(block, { path, owner: EVERYBODY, ...PLAIN }),
      ...budget(block, { path, owner: each('user'), ...INTERNAL_USER }),
      ...budget(block, { path, owner: each('user'), ...END_USER }),
      ...DEFAULTS.flatMap(([key, owner]) => bundle(block.get(key), owner, path)),
      ...named(block.get('provider_budget_config'), 'provider', path),
      ...named(block.get('tag_budget_config'), 'tag', path),
    ]
  })
}

const BLOCKS = ['litellm_settings', 'router_settings', 'general_settings']

const PLAIN = { amount: ['max_budget', 'budget_limit'], period: ['budget_duration', 'time_period'] }
const INTERNAL_USER = { amount: ['max_internal_user_budget'], period: ['internal_user_budget_duration'] }
const END_USER = { amount: ['max_end_user_budget'], period: ['end_user_budget_duration'] }

/** What new keys, teams and users get, and the most that a key may ask for. */
const DEFAULTS: readonly (readonly [key: string, owner: LimitOwner])[] = [
  ['default_internal_user_params', each('user')],
  ['default_key_generate_params', each('key')],
  ['upperbound_key_generate_params', each('key')],
  ['default_team_params', each('team')],
]

type Budget = {
  readonly path: string
  readonly owner: LimitOwner
  readonly amount: readonly string[]
  readonly period: readonly string[]
}

function budget(block: YamlValue, { path, owner, amount, period }: Budget): readonly Limit[] {
  const duration = period.map(key => block.get(key).text()).find(text => text !== null) ?? null
  return amount.flatMap(key =>
    limitOf(block.get(key), { unit: 'usd', seconds: secondsIn(duration), owner, path }),
  )
}

const bundle = (block: YamlValue, owner: LimitOwner, path: string): readonly Limit[] => [
  ...budget(block, { path, owner, ...PLAIN }),
  ...limitOf(block.get('tpm_limit'), { unit: 'tokens', seconds: 60, owner, path }),
  ...limitOf(block.get('rpm_limit'), { unit: 'requests', seconds: 60, owner, path }),
]

const named = (budgets: YamlValue, kind: 'provider' | 'tag', path: string): readonly Limit[] =>
  budgets.entries().flatMap(({ key, value }) => budget(value, { path, owner: { kind, name: key }, ...PLAIN }))

/** What one entry of `model_list` lets through. */
export function deploymentLimits(entry: YamlValue, id: string, path: string): readonly Limit[] {
  const params = entry.get('litellm_params')
  const owner: LimitOwner = { kind: 'deployment', name: id }
  return [
    ...budget(params, { path, owner, ...PLAIN }),
    ...limitOf(params.get('tpm'), { unit: 'tokens', seconds: 60, owner, path }),
    ...limitOf(params.get('rpm'), { unit: 'requests', seconds: 60, owner, path }),
  ]
}
