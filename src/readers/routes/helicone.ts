import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import { called } from './called.ts'
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
    const routers = firstDocument(yaml)?.get('routers').entries() ?? []
    return {
      facts: routers.flatMap(router => routerRoutes(router, file.path)),
      diagnostics: yaml.diagnostics,
    }
  },
}

/** One route for each endpoint that a router balances; `chat` is what callers mean by its name. */
function routerRoutes({ key, value }: YamlField, path: string): readonly RouteFact[] {
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
        retries: limit.number(),
        retriesAt: limit.number() === null ? null : { path, line: limit.line },
      }),
    )
}

/** The other strategies follow latency. */
const SHARED = new Set(['provider-weighted', 'weighted', 'model-weighted'])

function targetsOf(balance: YamlValue, path: string): readonly RouteTarget[] {
  const written = [...modelsIn(balance.get('models')), ...balance.get('providers').items()]
  const targets = written.map(each => targetOf(each, path))
  const ids = distinct(targets.map(({ id }) => id))
  return targets.map((each, index) => ({ ...each, id: ids[index] ?? each.id }))
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
