import type { RouteFact } from '../../model/fact.ts'
import type { Limit, RequestTag } from '../../model/gateway.ts'
import type { RouterCall } from '../../model/route-fact.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { limitOf, secondsIn, taggedWith } from './limits.ts'
import { distinctTags, tag } from './tags.ts'
import { deploymentOf } from './vendors.ts'

export type ModelLimit = { readonly limit: Limit; readonly model: string | null }

/** Tokens of a model, counted by the values of a header. https://docs.planoai.dev/guides/rate_limits.html */
export const rateLimits = (document: YamlValue, path: string): readonly ModelLimit[] =>
  document
    .get('ratelimits')
    .items()
    .flatMap(rule => {
      const { name, value } = selectorOf(rule)
      const owner = {
        kind: 'tag',
        name: value === null || name === null ? name : taggedWith(name, value),
      } as const
      const limit = rule.get('limit')
      const seconds = secondsIn(limit.get('unit').text())
      const model = rule.get('model').text()
      const whose = name === null ? ({ kind: 'model', name: model } as const) : owner
      return limitOf(limit.get('tokens'), { unit: 'tokens', seconds, owner: whose, path }).map(each => ({
        limit: each,
        model,
      }))
    })

const selectorOf = (rule: YamlValue) => ({
  name: rule.get('selector').get('key').text(),
  value: rule.get('selector').get('value').text(),
})

/** A limit of a model holds for the routes that may ask it. */
export const concerns = ({ model }: ModelLimit, route: RouteFact): boolean =>
  model === null ||
  [...route.names, ...route.targets.map(target => target.model)].some(
    name => name === model || name.endsWith(`/${model}`) || name.endsWith(`#${model}`),
  )

/** Headers by whose values requests are counted or traced. */
export const metadataOf = (document: YamlValue, path: string): readonly RequestTag[] =>
  distinctTags([
    ...document
      .get('ratelimits')
      .items()
      .flatMap(rule => {
        const { name } = selectorOf(rule)
        return name === null ? [] : [tag(name, 'caller', { path, line: rule.get('selector').line })]
      }),
    ...document
      .get('tracing')
      .get('span_attributes')
      .get('header_prefixes')
      .items()
      .flatMap(prefix => {
        const name = prefix.text()
        return name === null ? [] : [tag(`${name}*`, 'caller', { path, line: prefix.line })]
      }),
  ])

/** The model that reads each request to choose by preference; Plano's own one where none is named. */
export function routerCalls(document: YamlValue, path: string): readonly RouterCall[] {
  const written = [
    document.get('routing').get('model'),
    document.get('overrides').get('llm_routing_model'),
  ].find(each => each.text() !== null)
  if (written === undefined) return []
  const [, provider = null, model = written.text()] = /^([^/]+)\/(.+)$/.exec(written.text() ?? '') ?? []
  const isPlano = /arch-router|plano-orchestrator/i.test(written.text() ?? '')
  const deployment = isPlano ? 'self-hosted' : deploymentOf(provider ?? '')
  return [{ purpose: 'classifier', ...called(provider, model), deployment, at: { path, line: written.line } }]
}
