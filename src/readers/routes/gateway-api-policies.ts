import type { RoutePolicyFact } from '../../model/fact.ts'
import type { Limit, LimitOwner, RequestTag } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { nameOf } from './gateway-api-backends.ts'
import { MODEL_HEADER } from './gateway-api-headers.ts'
import { EVERYBODY, limitOf, secondsIn, taggedWith } from './limits.ts'
import { distinct, routePolicy } from './shape.ts'
import { distinctTags, tag } from './tags.ts'

/**
 * `BackendTrafficPolicy` names in `targetRefs` what it is about, often in another file.
 * https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicy
 */
export function trafficPolicies(written: readonly YamlValue[], path: string): readonly RoutePolicyFact[] {
  const names = distinct(written.map(nameOf))
  return written.map((policy, index) => {
    const spec = policy.get('spec')
    const retries = spec.get('retry').get('numRetries')
    const count = retries.number()
    const isStated = count !== null && count >= 0
    const limits = spec.get('rateLimit')
    const rules = [...limits.get('global').get('rules').items(), ...limits.get('local').get('rules').items()]
    return routePolicy({
      id: `${path}#${names[index] ?? ''}`,
      at: { path, line: policy.get('spec').line },
      about: [...spec.get('targetRefs').items(), spec.get('targetRef')].flatMap(targetOf),
      retries: isStated ? count : null,
      attemptsPerGroup: spec.get('retry').get('numAttemptsPerPriority').number(),
      retriesAt: isStated ? { path, line: retries.line } : null,
      limits: rules.flatMap(rule => limitsOf(rule, path)),
      metadata: distinctTags(rules.flatMap(rule => tagsOf(rule, path))),
    })
  })
}

const targetOf = (reference: YamlValue): readonly string[] => {
  const [kind, name] = [reference.get('kind').text(), reference.get('name').text()]
  return kind === null || name === null ? [] : [`${kind}/${name}`]
}

/** What a request counts for: itself, or, where its cost is taken from the answer, the tokens of that. */
function limitsOf(rule: YamlValue, path: string): readonly Limit[] {
  const isTokens = rule.get('cost').get('response').get('metadata').get('key').text() !== null
  const limit = rule.get('limit')
  return limitOf(limit.get('requests'), {
    unit: isTokens ? 'tokens' : 'requests',
    seconds: secondsIn(limit.get('unit').text()),
    owner: ownerOf(rule),
    path,
  })
}

const headersOf = (rule: YamlValue): readonly YamlValue[] =>
  rule
    .get('clientSelectors')
    .items()
    .flatMap(selector => selector.get('headers').items())

const isModel = (header: YamlValue) => header.get('name').text()?.toLowerCase() === MODEL_HEADER

/** Each value of a header for itself (`Distinct`), requests with one value, or with one model. */
function ownerOf(rule: YamlValue): LimitOwner {
  const headers = headersOf(rule)
  const others = headers.filter(header => !isModel(header)).map(nameInLimit)
  if (others.length > 0) return { kind: 'tag', name: others.join(' + ') }
  const model = headers.find(isModel)?.get('value').text() ?? null
  return model === null ? EVERYBODY : { kind: 'model', name: model }
}

function nameInLimit(header: YamlValue): string {
  const [name, value] = [header.get('name').text() ?? '', header.get('value').text()]
  return value === null ? name : taggedWith(name, value)
}

const tagsOf = (rule: YamlValue, path: string): readonly RequestTag[] =>
  headersOf(rule)
    .filter(header => !isModel(header))
    .flatMap(header => {
      const name = header.get('name')
      return name.text() === null ? [] : [tag(name.text() ?? '', 'caller', { path, line: name.line })]
    })
