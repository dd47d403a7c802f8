import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import { cacheOf, metadataOf } from './bifrost-around.ts'
import { budgetsOf } from './bifrost-limits.ts'
import { called } from './called.ts'
import { distinct, route, target } from './shape.ts'
import { hasKeys } from './sniffing.ts'
import { vendorAt } from './vendors.ts'

/** https://docs.getbifrost.ai/deployment-guides/config-json */
export const bifrost: Reader = {
  id: 'bifrost',
  title: 'Bifrost gateway',
  files: ['**/config.json', '**/*bifrost*.json', '**/*bifrost*/**/*.json'],
  sniff: ({ text }) =>
    text.includes('getbifrost.ai/schema') ||
    (hasKeys(text, 'providers', 'keys') && hasKeys(text, '(?:models|weight)', '(?:value|key_ids)')),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
    const providers = document.get('providers').entries()
    const keys = document.get('governance').get('virtual_keys').items()
    const around = { cache: cacheOf(document, file.path), metadata: metadataOf(document, file.path) }
    const facts = [
      ...providers.flatMap(provider => providerRoutes(provider, file.path)),
      ...keyRoutes(keys, document, file.path),
    ]
    return { facts: facts.map(fact => ({ ...fact, ...around })), diagnostics: [] }
  },
}

/** Each model that the keys of a provider allow; without a list the request names any. */
function providerRoutes({ key, value }: YamlField, path: string): readonly RouteFact[] {
  if (value.get('keys').shape !== 'list') return []
  const lists = value
    .get('keys')
    .items()
    .map(each => each.get('models').items())
  const isOpen = lists.length === 0 || lists.some(list => list.length === 0 || list.some(isAny))
  const written = isOpen ? [] : lists.flat()
  const models = [...new Map(written.toReversed().map(model => [model.text() ?? '', model]))].toReversed()
  const retries = value.get('network_config').get('max_retries')
  const common = {
    retries: retries.number(),
    retriesAt: retries.number() === null ? null : { path, line: retries.line },
  }
  const asked = isOpen ? [[null, value] as const] : models
  return asked.map(([model, { line }]) =>
    route({
      ...common,
      id: `route:${path}#${key}/${model ?? '*'}`,
      names: model === null ? [] : [`${key}/${model}`],
      at: { path, line },
      targets: [{ ...providerTarget(key, model, { provider: value, at: { path, line } }), weight: 1 }],
    }),
  )
}

const isAny = (model: YamlValue) => model.text() === '*'

type Around = { readonly provider: YamlValue; readonly at: RouteTarget['at'] }

function providerTarget(name: string, model: string | null, { provider, at }: Around): RouteTarget {
  const address = provider.get('network_config').get('base_url').text()
  const vendor = vendorAt(address ?? '')
  const made = target({ id: name, at, ...called(vendor ?? name, model) })
  const isOwn = address !== null && vendor === null && name === 'openai'
  return isOwn ? { ...made, deployment: 'self-hosted' } : made
}

/** A virtual key shares its requests among providers by weight. The key itself is a secret and never read. */
function keyRoutes(keys: readonly YamlValue[], document: YamlValue, path: string): readonly RouteFact[] {
  const providers = document.get('providers')
  const budgets = budgetsOf(document.get('governance'), path)
  const written = keys.filter(key => key.get('provider_configs').items().length > 0)
  const names = distinct(written.map(key => key.get('name').text() ?? key.get('id').text() ?? 'virtual-key'))
  return written.map((key, index) => {
    const configs = key.get('provider_configs').items()
    const weights = configs.map(config => config.get('weight').number())
    const isShared = weights.some(weight => weight !== null && weight > 0)
    return route({
      id: `route:${path}#${names[index] ?? ''}`,
      names: [names[index] ?? ''],
      at: { path, line: key.line },
      selection: isShared ? 'weighted' : 'dynamic',
      limits: [
        ...budgets.of(key, { owner: { kind: 'key', name: names[index] ?? null }, refers: 'virtual_key_id' }),
        ...budgets.above(key),
        ...configs.flatMap(config =>
          budgets.of(config, {
            owner: { kind: 'provider', name: config.get('provider').text() },
            refers: 'provider_config_id',
          }),
        ),
      ],
      targets: configs.map((config, at) => ({
        ...configTarget(config, providers, path),
        id: `${config.get('provider').text() ?? ''}#${at + 1}`,
        weight: isShared ? (weights[at] ?? 0) : null,
      })),
    })
  })
}

function configTarget(config: YamlValue, providers: YamlValue, path: string): RouteTarget {
  const name = config.get('provider').text() ?? ''
  const allowed = config.get('allowed_models').items()
  const [only = null] = allowed.length === 1 && !allowed.some(isAny) ? allowed : []
  const at = { path, line: config.line }
  return providerTarget(name, only?.text() ?? null, { provider: providers.get(name), at })
}
