import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import { collect } from '../../model/group-by.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { concerns, metadataOf, rateLimits, routerCalls } from './plano-around.ts'
import { distinct, route, target } from './shape.ts'
import { hasKeys } from './sniffing.ts'
import { vendorAt } from './vendors.ts'

/** https://docs.planoai.dev/ (before: archgw) */
export const plano: Reader = {
  id: 'plano',
  title: 'Plano (archgw)',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) => hasKeys(text, '(?:model_providers|llm_providers)', 'model'),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
    const written = [...document.get('model_providers').items(), ...document.get('llm_providers').items()]
    const providers = written.filter(each => each.get('model').text() !== null)
    const ids = distinct(providers.map(modelOf))
    const aliases = aliasesOf(document.get('model_aliases'))
    const models = providers.map((each, index) => modelRoute(each, { ids, index, aliases, path: file.path }))
    const limits = rateLimits(document, file.path).slice(0, MOST_LIMITS)
    const metadata = metadataOf(document, file.path)
    const all = [...models, ...defaultRoute(providers, models, { document, path: file.path })]
    return {
      facts: all.map(one => ({
        ...one,
        metadata,
        limits: limits.flatMap(each => (concerns(each, one) ? [each.limit] : [])),
      })),
      diagnostics: [],
    }
  },
}

/** Every model is compared with all of them. */
const MOST_LIMITS = 200

const modelOf = (provider: YamlValue): string => provider.get('model').text() ?? ''

/** Aliases by what they stand for: a model with or without its provider. */
const aliasesOf = (written: YamlValue): ReadonlyMap<string, readonly string[]> =>
  collect(
    written
      .entries()
      .map(({ key, value }) => [value.get('target').text() ?? value.text() ?? '', key] as const),
  )

type Around = {
  readonly ids: readonly string[]
  readonly index: number
  readonly aliases: ReadonlyMap<string, readonly string[]>
  readonly path: string
}

/** What a caller gets who names the model. */
function modelRoute(provider: YamlValue, { ids, index, aliases, path }: Around): RouteFact {
  const id = ids[index] ?? ''
  const model = modelOf(provider)
  const bare = model.slice(model.indexOf('/') + 1)
  const at = { path, line: provider.line }
  const names = [
    model,
    provider.get('name').text(),
    ...(aliases.get(model) ?? []),
    ...(aliases.get(bare) ?? []),
  ]
  return route({
    id: `route:${path}#${id}`,
    names: [...new Set(names.filter(name => name !== null))],
    at,
    targets: [{ ...providerTarget(provider, at), weight: 1 }],
  })
}

function providerTarget(provider: YamlValue, at: RouteTarget['at']): RouteTarget {
  const model = modelOf(provider)
  const [, vendor = null, name = model] = /^([^/]+)\/(.+)$/.exec(model) ?? []
  const address = provider.get('base_url').text()
  const known = vendorAt(address ?? '')
  const made = target({ id: model, at, ...called(known ?? vendor, name) })
  return address !== null && known === null ? { ...made, deployment: 'self-hosted' } : made
}

/** What a caller gets who names none: the default, or what the router prefers for the request. */
function defaultRoute(
  providers: readonly YamlValue[],
  models: readonly RouteFact[],
  { document, path }: { readonly document: YamlValue; readonly path: string },
): readonly RouteFact[] {
  const isDefault = (provider: YamlValue) => provider.get('default').boolean() === true
  const isPreferred = (provider: YamlValue) => provider.get('routing_preferences').items().length > 0
  const chosen = providers.flatMap((provider, index) => {
    const model = models[index]
    return model !== undefined && (isDefault(provider) || isPreferred(provider)) ? [{ provider, model }] : []
  })
  const [first] = chosen
  if (first === undefined) return []
  const isRouted = chosen.some(({ provider }) => isPreferred(provider))
  return [
    route({
      id: `route:${path}#default`,
      at: { path, line: first.provider.line },
      routerCalls: isRouted ? routerCalls(document, path) : [],
      selection: isRouted ? 'dynamic' : 'weighted',
      targets: chosen.map(({ provider, model }) =>
        target({
          id: model.targets[0]?.id ?? '',
          model: model.id,
          weight: isRouted ? null : 1,
          at: { path, line: provider.line },
        }),
      ),
    }),
  ]
}
