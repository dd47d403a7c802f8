import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import { groupBy } from '../../model/group-by.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { nameOf } from './gateway-api-backends.ts'
import type { Backends } from './gateway-api-backends.ts'
import { headersOf, MODEL_HEADER } from './gateway-api-headers.ts'
import { chain, distinct, target } from './shape.ts'
import type { Group } from './shape.ts'

export type Known = { readonly path: string; readonly backends: Backends }

/** Each model that a rule of an `AIGatewayRoute` matches is a route. */
export function modelRoutes(routes: readonly YamlValue[], known: Known): readonly RouteFact[] {
  const rules = routes.flatMap(route => rulesOf(route))
  const names = distinct(rules.map(({ model, name }) => model ?? name))
  return rules.flatMap((rule, index) => {
    const groups = groupsOf(rule, known)
    return chain(
      {
        id: `route:${known.path}#${names[index] ?? ''}`,
        names: rule.model === null ? [] : [rule.model],
        at: { path: known.path, line: rule.line },
      },
      groups,
    )
  })
}

type Rule = {
  /** The name of the `AIGatewayRoute`. */
  readonly name: string
  readonly written: YamlValue
  readonly policyTargets: readonly string[]
  /** What the request must ask for; null when any model is meant. */
  readonly model: string | null
  readonly backends: readonly YamlValue[]
  readonly line: number
}

function rulesOf(route: YamlValue): readonly Rule[] {
  const spec = route.get('spec')
  return spec
    .get('rules')
    .items()
    .flatMap(rule => {
      const backends = rule.get('backendRefs').items()
      const common = { name: nameOf(route), written: rule, policyTargets: policyTargets(route) }
      const models = rule.get('matches').items().flatMap(modelsOf)
      const asked = models.length > 0 ? models : [{ model: null, line: rule.get('backendRefs').line }]
      return backends.length === 0 ? [] : asked.map(each => ({ ...common, ...each, backends }))
    })
}

const modelsOf = (match: YamlValue) =>
  match
    .get('headers')
    .items()
    .filter(
      header =>
        header.get('name').text()?.toLowerCase() === MODEL_HEADER &&
        header.get('type').text() !== 'RegularExpression',
    )
    .map(header => ({ model: header.get('value').text(), line: header.get('value').line }))

/** An `AIGatewayRoute` becomes an `HTTPRoute` of the same name. */
export function policyTargets(route: YamlValue): readonly string[] {
  const spec = route.get('spec')
  const gateways = [...spec.get('parentRefs').items(), ...spec.get('targetRefs').items()]
  return [
    `HTTPRoute/${nameOf(route)}`,
    `AIGatewayRoute/${nameOf(route)}`,
    ...gateways.map(gateway => `Gateway/${gateway.get('name').text() ?? ''}`),
  ]
}

/** Weights count inside one priority; a higher number is only asked when the lower ones failed. */
function groupsOf(rule: Rule, known: Known): readonly Group[] {
  const byPriority = groupBy(rule.backends, backend => backend.get('priority').number() ?? 0)
  const priorities = [...byPriority].toSorted(([a], [b]) => a - b)
  return priorities.map(([, backends]) => ({
    at: { path: known.path, line: backends[0]?.line ?? rule.line },
    targets: targetsOf(backends, rule.model, known),
    metadata: headersOf(rule.written, known.path),
    policyTargets: rule.policyTargets,
  }))
}

function targetsOf(refs: readonly YamlValue[], model: string | null, known: Known): readonly RouteTarget[] {
  const ids = distinct(refs.map(ref => ref.get('name').text() ?? ''))
  return refs.map((ref, index) => {
    const name = ref.get('name').text() ?? ''
    const backend = known.backends.get(name) ?? null
    const isPool = ref.get('kind').text() === 'InferencePool'
    const hidden = `backend ${name.slice(0, 60)} is not in this file, so nobody says who answers`
    const call = called(
      isPool ? null : (backend?.provider ?? null),
      ref.get('modelNameOverride').text() ?? model,
      hidden,
    )
    const common = { id: ids[index] ?? '', weight: ref.get('weight').number() ?? 1, ...call }
    const at = { path: known.path, line: ref.line }
    if (isPool) return target({ ...common, at, deployment: 'self-hosted', unresolved: null })
    if (backend === null) return target({ ...common, at })
    return target({ ...common, at, deployment: backend.deployment, region: backend.region })
  })
}
