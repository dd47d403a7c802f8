import type { RequestTag, RouteCache } from '../../model/gateway.ts'
import type { RouterCall } from '../../model/route-fact.ts'
import type { YamlValue } from '../yaml.ts'
import { distinctTags, tag } from './tags.ts'

/**
 * The cache of the router, under the names that it had, else that of the first decision with one of its own.
 * https://vllm-semantic-router.com/docs/tutorials/semantic-cache/overview
 */
export function cacheOf(root: YamlValue, path: string): RouteCache | null {
  const stores = root.get('global').get('stores')
  const common = [root.get('semantic_cache'), stores.get('semantic_cache'), stores.get('response_cache')]
  const own = pluginsOf(root, /^semantic[-_]cache$/)
  const cache = [...common, ...own].find(
    each => each.shape === 'map' && each.get('enabled').boolean() !== false,
  )
  if (cache === undefined) return null
  const embedding = cache.get('embedding_model').text() ?? stores.get('embedding_model').text()
  return {
    kind: cache === common[2] && cache.get('similarity_threshold').number() === null ? 'exact' : 'semantic',
    ttl: cache.get('ttl_seconds').number(),
    threshold: cache.get('similarity_threshold').number(),
    embedding,
    scope: [],
    byDefault: true,
    at: { path, line: cache.line },
  }
}

const pluginsOf = (root: YamlValue, type: RegExp): readonly YamlValue[] =>
  root
    .get('routing')
    .get('decisions')
    .items()
    .flatMap(decision => decision.get('plugins').items())
    .filter(plugin => type.test(plugin.get('type').text() ?? ''))
    .map(plugin => plugin.get('configuration'))

/** Headers that decisions add to what they send on. */
export const metadataOf = (root: YamlValue, path: string): readonly RequestTag[] =>
  distinctTags(
    pluginsOf(root, /^header[-_]mutation$/)
      .flatMap(plugin => [...plugin.get('add').items(), ...plugin.get('update').items()])
      .flatMap(header => {
        const name = header.get('name')
        return name.text() === null ? [] : [tag(name.text() ?? '', 'gateway', { path, line: name.line })]
      }),
  )

/** Classifiers that run inside the router and read every request. */
export const routerCalls = (root: YamlValue, path: string): readonly RouterCall[] =>
  root
    .get('classifier')
    .entries()
    .flatMap(({ value }) => {
      const written = value.get('model_id')
      const model = written.text()
      const at = { path, line: written.line }
      return model === null
        ? []
        : [{ purpose: 'classifier', model, deployment: 'self-hosted', unresolved: null, at } as const]
    })
