import type { RoutePolicyFact } from '../../model/fact.ts'
import type { Limit, LimitOwner } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { each, EVERYBODY, limitOf, secondsIn, taggedWith } from './limits.ts'
import { routePolicy } from './shape.ts'
import { distinctTags, tag } from './tags.ts'

/** Files of one folder are one configuration, so a policy of one of them is about the routes of all. */
export const policyTarget = (path: string): string => `tensorzero:${path.slice(0, path.lastIndexOf('/') + 1)}`

const UNITS: ReadonlyMap<string, Limit['unit']> = new Map([
  ['cost', 'usd'],
  ['model_inferences', 'requests'],
  ['tokens', 'tokens'],
])

/** `[[rate_limiting.rules]]`. https://www.tensorzero.com/docs/operations/enforce-custom-rate-limits */
export function rateLimits(root: YamlValue, path: string): readonly RoutePolicyFact[] {
  const written = root.get('rate_limiting')
  const rules = written.get('rules').items()
  if (rules.length === 0 || written.get('enabled').boolean() === false) return []
  return [
    routePolicy({
      id: `${path}#rate_limiting`,
      at: { path, line: rules[0]?.line ?? written.line },
      about: [policyTarget(path)],
      limits: rules.flatMap(rule => limitsOf(rule, path)),
      metadata: distinctTags(
        rules
          .flatMap(rule => rule.get('scope').items())
          .flatMap(scope => {
            const key = scope.get('tag_key')
            const name = key.text()
            return name === null ? [] : [tag(`tags.${name}`, 'caller', { path, line: key.line })]
          }),
      ),
    }),
  ]
}

const limitsOf = (rule: YamlValue, path: string): readonly Limit[] =>
  rule.entries().flatMap(({ key, value }) => {
    const [, resource = '', window = ''] = /^(\w+)_per_([a-z]+)$/.exec(key) ?? []
    const unit = UNITS.get(resource)
    if (unit === undefined) return []
    // A bucket may hold more than one window refills: over time it lets through what it is refilled with.
    const amount = value.shape === 'map' ? value.get('refill_rate') : value
    return limitOf(amount, { unit, seconds: secondsIn(window), owner: ownerOf(rule.get('scope')), path })
  })

const EACH = 'tensorzero::each'
const TOTAL = 'tensorzero::total'

/** Every value of a tag for itself, one value of it, or all requests that have it together. */
function ownerOf(scope: YamlValue): LimitOwner {
  const scopes = scope.items()
  const tags = scopes.flatMap(one => {
    const [key, value] = [one.get('tag_key').text(), one.get('tag_value').text()]
    if (key === null || value === TOTAL) return []
    return value === EACH || value === null ? [key] : [taggedWith(key, value)]
  })
  if (tags.length > 0) return { kind: 'tag', name: tags.join(' + ') }
  const isByKey = scopes.some(one => one.get('api_key_public_id').text() !== null)
  return isByKey ? each('key') : EVERYBODY
}
