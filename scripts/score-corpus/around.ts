import type { YamlValue } from '../../src/readers/yaml.ts'
import { secondsIn } from '../../src/readers/routes/limits.ts'
import type { Judge } from './routes.ts'
import { check, policiesOf, routesOf } from './seen.ts'
import type { Check, Seen } from './seen.ts'

/** Every limit that some route or policy of the case states. */
export const limitsOf = (seen: Seen) =>
  [...routesOf(seen), ...policiesOf(seen)].flatMap(({ limits }) => limits)

/** LiteLLM: `{key: [block, value]}`; a duration belongs to the budget beside it. */
const budget: Judge = (map, seen) => {
  const stated = map.entries().map(({ key, value }) => ({ key, value: value.items()[1] ?? value }))
  const periods = stated.filter(({ key }) => key.endsWith('duration')).map(({ value }) => value.text())
  const amounts = stated.filter(({ key }) => key.includes('max'))
  return amounts.flatMap(({ key, value }) => {
    const amount = value.number()
    if (amount === null) return [check(`${key} is no number`, seen.diagnostics.length > 0)]
    const [period] = periods
    const seconds = period === undefined ? null : secondsIn(period)
    const isStated = limitsOf(seen).some(
      limit => limit.unit === 'usd' && limit.amount === amount && limit.seconds === seconds,
    )
    return [check(`${key}: ${amount} USD in ${seconds} s`, isStated)]
  })
}

/** TensorZero: rules, each of one limit or several. */
const rules: Judge = (count, seen) => {
  const wanted = count.number() ?? 0
  const found = limitsOf(seen).length
  return [check(`${wanted} rules of rate limits`, wanted === 0 ? found === 0 : found >= wanted)]
}

const caches = (seen: Seen) => routesOf(seen).flatMap(({ cache }) => cache ?? [])

/** Nothing, or a switch that is off, is no cache; else what it says must be said. */
const cache: Judge = (value, seen) => {
  const isOn = value.boolean() === true || (value.shape === 'map' && value.get('enabled').boolean() !== false)
  return [check(isOn ? 'a cache' : 'no cache', caches(seen).length > 0 === isOn)]
}

const parameters: Judge = (value, seen) =>
  value.shape === 'map' ? [...aspect(value, 'ttl', seen), ...aspect(value, 'similarity_threshold', seen)] : []

function aspect(value: YamlValue, key: 'ttl' | 'similarity_threshold', seen: Seen): readonly Check[] {
  const wanted = value.get(key).number()
  const of = key === 'ttl' ? 'ttl' : 'threshold'
  return wanted === null
    ? []
    : [
        check(
          `${key} ${wanted}`,
          caches(seen).some(each => each[of] === wanted),
        ),
      ]
}

export const AROUND: Readonly<Record<string, Judge>> = {
  budget,
  rate_limit_rules: rules,
  cache,
  cache_params: parameters,
  response_cache: cache,
}
