import type { Limit, LimitOwner } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { each, EVERYBODY, limitOf } from './limits.ts'

/** `provider` null: whoever answers. */
export type KongLimit = { readonly provider: string | null; readonly limit: Limit }

/**
 * `ai-rate-limiting-advanced`: so many tokens, or so much money, in each window of seconds.
 * https://developer.konghq.com/plugins/ai-rate-limiting-advanced/reference/
 */
export function kongLimits(config: YamlValue, path: string): readonly KongLimit[] {
  const unit = config.get('tokens_count_strategy').text() === 'cost' ? 'usd' : 'tokens'
  const common = { unit, path } as const
  const listed = config
    .get('llm_providers')
    .items()
    .filter(provider => provider.get('name').text() !== 'requestPrompt')
    .flatMap(provider => {
      const windows = listOf(provider.get('window_size'))
      return listOf(provider.get('limit')).flatMap((amount, index) => {
        const seconds = windows[index]?.number() ?? null
        return limitOf(amount, { ...common, seconds, owner: ownerOf(config) }).map(limit => ({
          provider: provider.get('name').text(),
          limit,
        }))
      })
    })
  const policies = config
    .get('policies')
    .items()
    .flatMap(policy => {
      const { owner, provider } = matchedBy(policy.get('match').items())
      return policy
        .get('limits')
        .items()
        .flatMap(each =>
          limitOf(each.get('limit'), {
            ...common,
            unit: each.get('tokens_count_strategy').text() === 'cost' ? 'usd' : unit,
            seconds: each.get('window_size').number(),
            owner,
          }),
        )
        .map(limit => ({ provider, limit }))
    })
  return [...listed, ...policies]
}

/** One number, or a list of them. */
const listOf = (value: YamlValue): readonly YamlValue[] =>
  value.shape === 'list' ? value.items() : value.shape === 'scalar' ? [value] : []

/** By whom requests are counted. */
export function ownerOf(config: YamlValue): LimitOwner {
  switch (config.get('identifier').text() ?? 'consumer') {
    case 'consumer':
      return each('user')
    case 'credential':
      return each('key')
    case 'consumer-group':
      return each('team')
    case 'header':
      return { kind: 'tag', name: config.get('header_name').text() }
    case 'ip':
      return { kind: 'tag', name: 'ip' }
    default:
      return EVERYBODY
  }
}

const OWNERS: ReadonlyMap<string, LimitOwner['kind']> = new Map([
  ['consumer', 'user'],
  ['consumer-group', 'team'],
  ['header', 'tag'],
  ['model', 'model'],
])

/** All conditions of a policy must hold; the one that says who is meant comes before the provider. */
function matchedBy(
  match: readonly YamlValue[],
): Pick<KongLimit, 'provider'> & { readonly owner: LimitOwner } {
  const textOf = (type: string) => {
    const values =
      match
        .find(one => one.get('type').text() === type)
        ?.get('values')
        .items() ?? []
    return values.length === 1 ? (values[0]?.text() ?? null) : null
  }
  const provider = textOf('provider')
  const found = match.find(one => OWNERS.has(one.get('type').text() ?? ''))
  const type = found?.get('type').text() ?? ''
  const kind = OWNERS.get(type)
  if (kind === undefined)
    return { provider, owner: provider === null ? EVERYBODY : { kind: 'provider', name: provider } }
  const name = kind === 'tag' ? (found?.get('key').text() ?? null) : kind === 'model' ? textOf(type) : null
  return { provider, owner: { kind, name } }
}
