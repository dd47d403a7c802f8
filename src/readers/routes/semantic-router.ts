import type { RouteFact } from '../../model/fact.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { cacheOf, metadataOf, routerCalls } from './semantic-router-around.ts'
import { decisionTargets, modelTarget, panelRoutes } from './semantic-router-decisions.ts'
import { modelRoute } from './semantic-router-models.ts'
import { route } from './shape.ts'
import { hasKeys } from './sniffing.ts'

/** https://vllm-semantic-router.com/docs/ */
export const semanticRouter: Reader = {
  id: 'semantic-router',
  title: 'vLLM semantic router',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    hasKeys(text, 'providers', 'models') && hasKeys(text, '(?:decisions|provider_model_id)'),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const root = firstDocument(yaml)
    if (root === null) return { facts: [], diagnostics: yaml.diagnostics }
    const models = root.get('providers').get('models').items()
    const named = models.filter(each => each.get('name').text() !== null)
    if (named.length === 0) return { facts: [], diagnostics: [] }
    return {
      facts: routesOf(
        root,
        named.map(each => modelRoute(each, file.path)),
        file.path,
      ),
      diagnostics: [],
    }
  },
}

const AUTO_NAMES = ['auto', 'MoM', 'vllm-sr/auto']

/** Which decision a request falls under is read from the request, so the router is a range over their models. */
function routesOf(root: YamlValue, models: readonly RouteFact[], path: string): readonly RouteFact[] {
  const known = new Map(models.map(model => [model.names[0] ?? '', model.id]))
  const decisions = root.get('routing').get('decisions')
  const fallback = root.get('providers').get('defaults').get('default_model')
  const byDefault = fallback.text()
  const targets = [
    ...decisions.items().flatMap(decision => decisionTargets(decision, { path, known })),
    ...(byDefault === null ? [] : [modelTarget(byDefault, byDefault, { path, known, line: fallback.line })]),
  ]
  const distinct = [...new Map(targets.map(each => [each.model, each])).values()]
  const panels = decisions.items().flatMap(decision => panelRoutes(decision, { path, known }))
  if (distinct.length === 0) return models
  const names = root
    .get('global')
    .get('router')
    .get('auto_model_names')
    .items()
    .flatMap(each => each.text() ?? [])
  const router = route({
    id: `route:${path}#${names[0] ?? 'auto'}`,
    names: names.length > 0 ? names : AUTO_NAMES,
    at: { path, line: decisions.line },
    selection: distinct.length === 1 ? 'weighted' : 'dynamic',
    targets: distinct,
    routerCalls: routerCalls(root, path),
  })
  const around = { cache: cacheOf(root, path), metadata: metadataOf(root, path) }
  return [router, ...panels, ...models].map(each => ({ ...each, ...around }))
}
