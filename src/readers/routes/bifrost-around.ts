import type { RequestTag, RouteCache } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { secondsIn } from './limits.ts'
import { distinctTags, tag } from './tags.ts'

const CACHE_KEY = 'x-bf-cache-key'

/**
 * The plugin `semantic_cache`: only requests with a cache key are looked up, under that key. A default key is one
 * key for everybody. https://docs.getbifrost.ai/features/semantic-caching
 */
export function cacheOf(document: YamlValue, path: string): RouteCache | null {
  const plugin = document
    .get('plugins')
    .items()
    .find(each => each.get('name').text() === 'semantic_cache' && each.get('enabled').boolean() !== false)
  if (plugin === undefined) return null
  const config = plugin.get('config')
  const [provider, model] = [config.get('provider').text(), config.get('embedding_model').text()]
  const isShared = config.get('default_cache_key').text() !== null
  const seconds = config.get('ttl').number() ?? secondsIn(config.get('ttl').text())
  return {
    kind: provider === null ? 'exact' : 'semantic',
    ttl: seconds,
    threshold: provider === null ? null : config.get('threshold').number(),
    embedding: provider === null || model === null ? null : `${provider}/${model}`,
    scope: isShared ? [] : [CACHE_KEY],
    byDefault: isShared,
    at: { path, line: plugin.line },
  }
}

/** The virtual key, where it is demanded, and headers that become labels of the metrics. */
export function metadataOf(document: YamlValue, path: string): readonly RequestTag[] {
  const client = document.get('client')
  const demanded = ['enforce_governance_header', 'enforce_auth_on_inference'].map(key => client.get(key))
  return distinctTags([
    ...demanded
      .filter(each => each.boolean() === true)
      .map(each => tag('x-bf-vk', 'required', { path, line: each.line })),
    ...client
      .get('prometheus_labels')
      .items()
      .flatMap(label => {
        const name = label.text()
        return name === null ? [] : [tag(`x-bf-prom-${name}`, 'caller', { path, line: label.line })]
      }),
  ])
}
