import type { RequestTag } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { distinctTags, tag } from './tags.ts'

const MAX_DEPTH = 8

/** What conditions ask of a request, and what the config adds to it. https://portkey.ai/docs/product/observability/metadata */
export const metadataOf = (config: YamlValue, path: string): readonly RequestTag[] =>
  distinctTags([
    ...config
      .get('strategy')
      .get('conditions')
      .items()
      .flatMap(condition => asked(condition.get('query'), path)),
    ...config
      .get('metadata')
      .entries()
      .map(({ key, value }) => tag(`metadata.${key}`, 'gateway', { path, line: value.line })),
  ])

/** Names in a query; `$and` and `$or` hold further ones. Parameters of the call say nothing about whose it is. */
const asked = (query: YamlValue, path: string, depth = 0): readonly RequestTag[] =>
  depth > MAX_DEPTH
    ? []
    : query.entries().flatMap(({ key, value }) => {
        if (key.startsWith('$')) return value.items().flatMap(each => asked(each, path, depth + 1))
        return key.startsWith('metadata.') ? [tag(key, 'caller', { path, line: value.line })] : []
      })
