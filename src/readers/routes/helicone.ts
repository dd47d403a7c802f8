import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { Limit, RouteCache } from '../../model/gateway.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { each, limitOf, secondsIn } from './limits.ts'
import { distinct, route, target } from './shape.ts'
import { hasKeys } from './sniffing.ts'

/** https://docs.helicone.ai/ai-gateway/config */
export const helicone: Reader = {
  id: 'helicone',
  title: 'Helicone AI gateway',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) => hasKeys(text, 'routers', 'load-balance'),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    const routers = document?.get('routers').entries() ?? []
    const global = document?.get('global') ?? null
    return {
      facts: routers.flatMap(router => routerRoutes(router, global, file.path)),
      diagnostics: yaml.diagnostics,
    }
  },
}

/** One route for each endpoint that a router balances; `chat` is what callers mean by its name. */
function routerRoutes(
  { key, value }: YamlField,
  global: YamlValue | null,
  path: string,
): readonly RouteFact[] {
  const blocks = [value, ...(global === null ? [] : [global])]
  const limit = value.get('retries').get('max-retries')
  return value
    .get('load-balance')
    .entries()
    .map(({ key: endpoint, value: balance }) =>
      route({
        id: `route:${path}#${endpoint === 'chat' ? key : `${key}/${endpoint}`}`,
        names: endpoint === 'chat' ? [key] : [],
        at: { path, line: value.line },
        selection: SHARED.has(balance.get('strategy').text() ?? '') ? 'weighted' : 'dynamic',
        targets: targetsOf(balance, path),
        cache: blocks.map(block => cacheOf(block, path)).find(found => found !== null) ?? null,
        limits: blocks.flatMap(block => limitsOf(block, path)),
        retries: limit.number(),
        retriesAt: limit.number() === null ? null : { path, line: limit.line },
      }),
    )
}

/** https://docs.helicone.ai/ai-gateway/concepts/caching */
function cacheOf(block: YamlValue, path: string): RouteCache | null {
  const cache = block.get('cache')
  if (cache.shape !== 'map') return null
  const age = /max-age\s?=\s?(\d{1,12})/.exec(cache.get('directive').text() ?? '')?.[1]
  const at = { path, line: cache.line }
  const ttl = age === undefined ? null : Number(age)
  return { kind: 'exact', ttl, threshold: null, embedding: null, scope: [], byDefault: true, at }
}

/** https://docs.helicone.ai/ai-gateway/concepts/rate-limiting */
function limitsOf(block: YamlValue, path: string): readonly Limit[] {
  const bucket = block.get('rate-limit').get('per-api-key')
  const seconds = secondsIn(bucket.get('refill-frequency').text())
  return limitOf(bucket.get('capacity'), { unit: 'requests', seconds, owner: each('key'), path })
}

/** The other strategies follow latency. */
const SHARED = new Set(['provider-weighted', 'weighted', 'model-weighted'])

function targetsOf(balance: YamlValue, path: string): readonly RouteTarget[] {
  const written = [...modelsIn(balance.get('models')), ...balance.get('providers').items()]
  const targets = written.map(one => targetOf(one, path))
  const ids = distinct(targets.map(({ id }) => id))
  return targets.map((one, index) => ({ ...one, id: ids[index] ?? one.id }))
}

/** A list, or lists by the model that callers ask for. */
const modelsIn = (models: YamlValue): readonly YamlValue[] =>
  models.shape === 'map' ? models.entries().flatMap(({ value }) => value.items()) : models.items()

/** `provider/model`, or a provider that gets whatever model the request names. */
function targetOf(written: YamlValue, path: string): RouteTarget {
  const name = written.text() ?? written.get('model').text() ?? written.get('provider').text() ?? ''
  const [, provider = name, model = null] = /^([^/]+)\/(.+)$/.exec(name) ?? []
  return target({
    id: name,
    ...called(provider, model),
    weight: written.get('weight').number(),
    at: { path, line: written.line },
  })
}
