import type { RouteFact } from '../../model/fact.ts'
import type { RequestTag, RouteCache } from '../../model/gateway.ts'
import type { RouterCall } from '../../model/route-fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { kongLimits, ownerOf } from './kong-limits.ts'
import { distinctTags, tag } from './tags.ts'
import { deploymentOf } from './vendors.ts'

const [LIMITS, CACHE] = ['ai-rate-limiting-advanced', 'ai-semantic-cache'] as const

/** Plugins that do something around the calls of another one. */
export const isBeside = (plugin: YamlValue): boolean =>
  [LIMITS, CACHE].some(name => plugin.get('name').text() === name)

export type Around = Pick<RouteFact, 'cache' | 'limits' | 'metadata' | 'routerCalls'>

/** What the plugins beside an AI proxy, and its own balancer, do around a call. */
export function aroundProxy(config: YamlValue, beside: readonly YamlValue[], path: string): Around {
  const named = (name: string) =>
    beside.filter(plugin => plugin.get('name').text() === name && plugin.get('enabled').boolean() !== false)
  const limiting = named(LIMITS).map(plugin => plugin.get('config'))
  const limits = limiting.flatMap(each => kongLimits(each, path))
  return {
    cache: named(CACHE).map(plugin => cacheOf(plugin, path))[0] ?? null,
    limits: limits.filter(({ provider }) => concerns(config, provider)).map(({ limit }) => limit),
    metadata: distinctTags(limiting.flatMap(each => headerOf(each, path))),
    routerCalls: embeddingOf(config, path),
  }
}

/** A limit of one provider is none of a proxy that asks others. */
function concerns(config: YamlValue, provider: string | null): boolean {
  const targets = config.get('targets').shape === 'list' ? config.get('targets').items() : [config]
  return provider === null || targets.some(target => target.get('model').get('provider').text() === provider)
}

/** https://developer.konghq.com/plugins/ai-semantic-cache/reference/ */
function cacheOf(plugin: YamlValue, path: string): RouteCache {
  const config = plugin.get('config')
  const owners: readonly string[] = ['consumer', 'consumer_group'].filter(
    key => plugin.get(key).shape !== 'nothing',
  )
  return {
    kind: 'semantic',
    ttl: config.get('cache_ttl').number(),
    threshold: config.get('vectordb').get('threshold').number(),
    embedding: modelOf(config)?.model ?? null,
    scope: owners,
    byDefault: true,
    at: { path, line: plugin.line },
  }
}

function modelOf(config: YamlValue): ReturnType<typeof called> | null {
  const model = config.get('embeddings').get('model')
  const name = model.get('name').text()
  return name === null ? null : called(model.get('provider').text(), name)
}

/** Choosing by meaning embeds every request first. https://developer.konghq.com/ai-gateway/semantic-similarity/ */
function embeddingOf(config: YamlValue, path: string): readonly RouterCall[] {
  const model = modelOf(config)
  if (model === null || config.get('balancer').get('algorithm').text() !== 'semantic') return []
  const deployment = deploymentOf(model.model.split('/', 1)[0] ?? '')
  return [
    {
      purpose: 'embedding',
      ...model,
      deployment,
      at: { path, line: config.get('embeddings').get('model').line },
    },
  ]
}

const headerOf = (config: YamlValue, path: string): readonly RequestTag[] => {
  const owner = ownerOf(config)
  const at = { path, line: config.get('header_name').line }
  return config.get('identifier').text() === 'header' && owner.name !== null
    ? [tag(owner.name, 'caller', at)]
    : []
}
