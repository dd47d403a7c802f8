import type { RouteFact } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { nameOf } from './gateway-api-backends.ts'
import { policyTargets } from './gateway-api-rules.ts'
import { distinct, route, target } from './shape.ts'

/** Rules of an `HTTPRoute` that share requests among pools of self-hosted models. */
export function poolRoutes(routes: readonly YamlValue[], path: string): readonly RouteFact[] {
  const rules = routes.flatMap(each => {
    return each
      .get('spec')
      .get('rules')
      .items()
      .map(rule => ({ name: nameOf(each), about: policyTargets(each), pools: poolsOf(rule) }))
      .filter(({ pools }) => pools.length > 0)
  })
  const names = distinct(rules.map(({ name }) => name))
  return rules.map(({ name, about, pools }, index) =>
    route({
      id: `route:${path}#${names[index] ?? name}`,
      names: [names[index] ?? name],
      at: { path, line: pools[0]?.line ?? null },
      targets: poolTargets(pools, path),
      policyTargets: about,
    }),
  )
}

const poolsOf = (rule: YamlValue): readonly YamlValue[] =>
  rule
    .get('backendRefs')
    .items()
    .filter(ref => ref.get('kind').text() === 'InferencePool')

function poolTargets(pools: readonly YamlValue[], path: string) {
  const ids = distinct(pools.map(pool => pool.get('name').text() ?? ''))
  return pools.map((pool, index) =>
    target({
      id: ids[index] ?? '',
      model: `inference-pool/${pool.get('name').text() ?? ''}`,
      weight: pool.get('weight').number() ?? 1,
      at: { path, line: pool.line },
    }),
  )
}
