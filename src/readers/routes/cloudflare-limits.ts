import type { Limit, RequestTag } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { EVERYBODY, limitOf } from './limits.ts'
import { distinctTags, tag } from './tags.ts'

const UNITS: ReadonlyMap<string, Limit['unit']> = new Map([
  ['count', 'requests'],
  ['cost', 'usd'],
])

/** Elements that let through so many requests, or so much money, and send the rest to their fallback. */
export const limitsIn = (route: YamlValue, path: string): readonly Limit[] =>
  elementsOf(route, 'rate').flatMap(properties => {
    const unit = UNITS.get(properties.get('limitType').text() ?? 'count')
    const key = properties.get('key').text()
    const owner = key === null || key === '' ? EVERYBODY : ({ kind: 'tag', name: key } as const)
    const seconds = properties.get('window').number()
    return unit === undefined ? [] : limitOf(properties.get('limit'), { unit, seconds, owner, path })
  })

/** Names by which a route counts or decides: fields of `cf-aig-metadata`, headers. */
export const metadataIn = (route: YamlValue, path: string): readonly RequestTag[] =>
  distinctTags([
    ...elementsOf(route, 'rate').flatMap(properties => {
      const key = properties.get('key')
      return key.text() ? [tag(key.text() ?? '', 'caller', { path, line: key.line })] : []
    }),
    ...elementsOf(route, 'conditional').flatMap(properties =>
      ['condition', 'conditions'].flatMap(name => asked(properties.get(name), path)),
    ),
  ])

const MAX_DEPTH = 8

const asked = (condition: YamlValue, path: string, depth = 0): readonly RequestTag[] =>
  depth > MAX_DEPTH
    ? []
    : condition.entries().flatMap(({ key, value }) => {
        if (key.startsWith('$')) return value.items().flatMap(each => asked(each, path, depth + 1))
        return /^(?:metadata|headers)\./.test(key) ? [tag(key, 'caller', { path, line: value.line })] : []
      })

const elementsOf = (route: YamlValue, type: string): readonly YamlValue[] =>
  route
    .get('elements')
    .items()
    .filter(element => element.get('type').text() === type)
    .map(element => element.get('properties'))
