import type { RouteTarget } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { idsOf } from './litellm-ids.ts'
import { calledBy } from './litellm-model.ts'
import { pricesOf } from './litellm-prices.ts'
import { statesBoth } from './prices.ts'
import { reasoningOf } from './reasoning.ts'
import { target } from './shape.ts'

/** The targets of a group, ordered by id: where an entry stands in the file does not matter. */
export function targetsOf(
  path: string,
  deployments: readonly YamlValue[],
  weights: readonly (number | null)[],
): readonly RouteTarget[] {
  const ids = idsOf(deployments)
  const targets = deployments.map((entry, index) =>
    targetOf(entry, { path, id: ids[index] ?? '', weight: weights[index] ?? null }),
  )
  return targets.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

type Known = { readonly path: string; readonly id: string; readonly weight: number | null }

function targetOf(entry: YamlValue, { path, id, weight }: Known): RouteTarget {
  const params = entry.get('litellm_params')
  const statedPrices = pricesOf(entry)
  const { model, deployment, unresolved } = calledBy(entry, statedPrices !== null)
  return target({
    id,
    model,
    weight,
    deployment,
    region: regionOf(params),
    maxOutput: maxOutputOf(params),
    statedPrices,
    reasoning: reasoningOf(params.get('reasoning_effort'), params.get('thinking').get('budget_tokens'), path),
    unresolved: statesBoth(statedPrices) ? null : unresolved,
    at: { path, line: params.get('model').line },
  })
}

/** Bedrock, Vertex AI and Azure name it differently; one from the environment is not known here. */
function regionOf(params: YamlValue): string | null {
  const names = ['aws_region_name', 'vertex_location', 'region_name']
  const region = names.map(name => params.get(name).text()).find(text => text !== null)
  return region === undefined || /^os\.environ\/|\$\{/.test(region ?? '') ? null : region
}

/** `num_predict` is Ollama's name for it. */
function maxOutputOf(params: YamlValue): number | null {
  const stated = [
    params.get('max_completion_tokens'),
    params.get('max_tokens'),
    params.get('num_predict'),
    params.get('extra_body').get('num_predict'),
  ]
  return stated.map(value => value.number()).find(limit => limit !== null && limit > 0) ?? null
}
