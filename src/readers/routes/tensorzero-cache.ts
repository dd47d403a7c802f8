import type { RouteCache } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'

/**
 * Where a gateway keeps answers; each request decides whether it asks for them.
 * https://www.tensorzero.com/docs/gateway/guides/inference-caching
 */
export function cacheOf(root: YamlValue, path: string): RouteCache | null {
  const cache = root.get('gateway').get('cache')
  if (cache.shape !== 'map' || cache.get('enabled').boolean() === false) return null
  return {
    kind: 'exact',
    ttl: cache.get('valkey').get('ttl_s').number(),
    threshold: null,
    embedding: null,
    scope: [],
    byDefault: false,
    at: { path, line: cache.line },
  }
}
