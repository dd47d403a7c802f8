import type { RouteCache } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'

/**
 * The response cache of the proxy. A `namespace` keeps it from other proxies on the same store, not callers from
 * each other. https://docs.litellm.ai/docs/proxy/caching
 */
export function cacheOf(root: YamlValue, path: string): RouteCache | null {
  const settings = root.get('litellm_settings')
  const params = settings.get('cache_params')
  if (settings.get('cache').boolean() !== true || !isForAnswers(params.get('supported_call_types')))
    return null
  const isSemantic = params.get('type').text()?.endsWith('semantic') === true
  const embedding = params.entries().find(({ key }) => key.endsWith('semantic_cache_embedding_model'))
  return {
    kind: isSemantic ? 'semantic' : 'exact',
    ttl: params.get('ttl').number(),
    threshold: isSemantic ? params.get('similarity_threshold').number() : null,
    embedding: isSemantic ? (embedding?.value.text() ?? null) : null,
    scope: [],
    byDefault: params.get('mode').text() !== 'default_off',
    at: { path, line: settings.get('cache').line },
  }
}

/** A cache may be for embeddings or transcriptions only. */
const isForAnswers = (types: YamlValue): boolean =>
  types.items().length === 0 || types.items().some(type => /completion|responses/.test(type.text() ?? ''))
