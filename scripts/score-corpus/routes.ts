import type { YamlValue } from '../../src/readers/yaml.ts'
import { check, fallbackModels, isSameModel, modelsOf, policiesOf, routeNamed, routesOf } from './seen.ts'
import type { Check, Seen } from './seen.ts'

export type Judge = (expected: YamlValue, seen: Seen, all: YamlValue) => readonly Check[]

const texts = (list: YamlValue) => list.items().flatMap(item => item.text() ?? [])

/** LiteLLM: groups and their deployments. */
const modelGroups: Judge = (groups, seen) =>
  groups.entries().flatMap(({ key, value }) => {
    const targets = routeNamed(seen, key)?.targets ?? []
    return [
      check(`group ${key} with ${value.items().length} deployments`, targets.length === value.items().length),
      ...value.items().flatMap((deployment, index) => deploymentChecks(deployment, targets[index], key)),
    ]
  })

type Target = ReturnType<typeof routesOf>[number]['targets'][number]

function deploymentChecks(expected: YamlValue, target: Target | undefined, group: string): readonly Check[] {
  const text = (key: string) => expected.get(key).text()
  const model = text('model') ?? ''
  const max = expected.get('max_tokens').number()
  const isCalled = target !== undefined && isSameModel(target.model, model)
  const aspects: readonly (readonly [isExpected: boolean, what: string, found: boolean])[] = [
    [true, `${group} → ${model}`, isCalled],
    [
      model.startsWith('os.environ/'),
      `${group}: model comes from the environment`,
      target?.unresolved != null,
    ],
    [max !== null, `${group}: at most ${max} tokens`, target?.maxOutput === max],
    [text('mock_response') !== null, `${group}: a mock costs nothing`, isFree(target)],
    [
      /^http:\/\/[\w-]+:\d/.test(text('api_base') ?? ''),
      `${group}: self-hosted`,
      target?.deployment === 'self-hosted',
    ],
  ]
  return aspects.flatMap(([isExpected, what, found]) => (isExpected ? [check(what, found)] : []))
}

const isFree = (target: Target | undefined) =>
  target?.statedPrices?.input === 0 && target.statedPrices.output === 0

const deployments: Judge = (count, seen) => {
  const named = routesOf(seen).filter(({ names }) => names.length > 0)
  const targets = named.reduce((sum, route) => sum + route.targets.length, 0)
  return [check(`${count.text()} deployments`, targets === count.number())]
}

const fallbacks: Judge = (list, seen) =>
  list.items().flatMap(item =>
    item.entries().map(({ key, value }) => {
      const route = routeNamed(seen, key)
      const next = texts(value).map(name => routeNamed(seen, name)?.id ?? name)
      return check(`${key} falls back to ${texts(value).join(', ')}`, same(route?.fallbacks ?? [], next))
    }),
  )

const same = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b)

const retries: Judge = (count, seen) =>
  count.shape === 'nothing'
    ? []
    : [
        check(
          `${count.text()} retries`,
          routesOf(seen).some(route => route.retries === count.number()),
        ),
      ]

/** Weights, percentages and an even rotation are static; everything else is decided at run time. */
const STATIC = new Set(['simple-shuffle', 'round-robin', 'weighted', 'static'])

const strategy: Judge = (name, seen) => {
  const word = name.text()
  if (word === null) return []
  const wanted = STATIC.has(word) ? 'weighted' : 'dynamic'
  return [
    check(
      `${word} is ${wanted}`,
      routesOf(seen).some(route => route.selection === wanted),
    ),
  ]
}

/** Kong: the targets of a balancer. */
const targets: Judge = (list, seen) =>
  list.items().map(expected => {
    const [model, weight, max] = ['model', 'weight', 'max_tokens'].map(key => expected.get(key))
    const words = `${model?.text()} weight ${weight?.text()} at most ${max?.text()}`
    const fits = ({ model: ours, weight: share, maxOutput }: Target) =>
      isSameModel(ours, model?.text() ?? '') && share === weight?.number() && maxOutput === max?.number()
    return check(
      words,
      routesOf(seen).some(route => route.targets.some(fits)),
    )
  })

/** Gateway API: pools and their weights. */
const weights: Judge = (pools, seen) =>
  pools.entries().map(({ key, value }) =>
    check(
      `${key} weight ${value.text()}`,
      routesOf(seen).some(route =>
        route.targets.some(({ id, weight }) => id === key && weight === value.number()),
      ),
    ),
  )

/** Envoy AI Gateway: which models go to which backends. */
const rules: Judge = (list, seen) =>
  list.items().flatMap(rule =>
    texts(rule.get('models')).flatMap(model => {
      const route = routeNamed(seen, model)
      const fallbackIds = new Set(route?.fallbacks)
      const later = routesOf(seen).filter(({ id }) => fallbackIds.has(id))
      return rule
        .get('backends')
        .items()
        .map(backend => {
          const name = backend.get('name').text()
          const isLater = (backend.get('priority').number() ?? 0) > 0
          const weight = backend.get('weight').number()
          const from = isLater ? later : route === undefined ? [] : [route]
          const found = from
            .flatMap(each => each.targets)
            .some(target => target.id === name && (weight === null || target.weight === weight))
          return check(`${model} → ${name}${isLater ? ' as fallback' : ''} ${weight ?? ''}`.trimEnd(), found)
        })
    }),
  )

type Policy = ReturnType<typeof policiesOf>[number]

/** Envoy: a policy of retries, which may be about routes of another file. */
const retry: Judge = (list, seen) =>
  list.items().map(policy => {
    const [count, each] = ['numRetries', 'numAttemptsPerPriority'].map(key => policy.get(key).number())
    const isStated = ({ retries, attemptsPerGroup }: Policy) => retries === count && attemptsPerGroup === each
    return check(`${count} retries in a policy, ${each} attempts a priority`, policiesOf(seen).some(isStated))
  })

/** Helicone: routers and their models. */
const routers: Judge = (map, seen) =>
  map.entries().map(({ key, value }) => {
    const models = routeNamed(seen, key)?.targets.map(({ model }) => model) ?? []
    return check(
      `${key} → ${texts(value).join(', ')}`,
      models.length === value.items().length &&
        texts(value).every(wanted => models.some(model => isSameModel(model, wanted))),
    )
  })

/** BAML: a model, a rotation, or an order of fallbacks. */
const clients: Judge = (map, seen) =>
  map.entries().flatMap(({ key, value }) => {
    const route = routeNamed(seen, key)
    if (route === undefined) return [check(`client ${key}`, false)]
    const model = value.text()
    if (model !== null)
      return [
        check(
          `${key} → ${model}`,
          modelsOf(route, seen).some(one => isSameModel(one, model)),
        ),
      ]
    const next = texts(value.get('fallback'))
    const shares = value
      .get('shares')
      .items()
      .map(share => share.number())
    const total = route.targets.reduce((sum, { weight }) => sum + (weight ?? 0), 0)
    const inTurn = texts(value.get('round-robin'))
    return [
      ...(inTurn.length === 0
        ? []
        : [
            check(
              `${key} rotates over ${inTurn.join(', ')}`,
              same(
                route.targets.map(({ id }) => id),
                inTurn,
              ),
            ),
            check(
              `${key}: shares`,
              same(
                route.targets.map(({ weight }) => (weight ?? 0) / total),
                shares,
              ),
            ),
          ]),
      ...(next.length === 0
        ? []
        : [
            check(
              `${key} tries ${next.join(', ')}`,
              same(
                [...modelsOf(route, seen), ...fallbackModels(route, seen)],
                next.flatMap(name => {
                  const inner = routeNamed(seen, name)
                  return inner === undefined ? [] : modelsOf(inner, seen)
                }),
              ),
            ),
          ]),
    ]
  })

export const ROUTES: Readonly<Record<string, Judge>> = {
  model_groups: modelGroups,
  deployments,
  fallbacks,
  num_retries: retries,
  retries,
  routing_strategy: strategy,
  strategy,
  algorithm: strategy,
  targets,
  weights,
  rules,
  retry,
  routers,
  clients,
}
