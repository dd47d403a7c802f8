import type { Diagnostic } from '../../model/diagnostic.ts'
import type { RouteFact } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'

export type Strategy = {
  readonly selection: RouteFact['selection']
  readonly diagnostics: readonly Diagnostic[]
}

/** https://docs.litellm.ai/docs/routing */
const SELECTIONS: ReadonlyMap<string, RouteFact['selection']> = new Map([
  ['simple-shuffle', 'weighted'],
  ['least-busy', 'dynamic'],
  ['usage-based-routing', 'dynamic'],
  ['usage-based-routing-v2', 'dynamic'],
  ['latency-based-routing', 'dynamic'],
  ['cost-based-routing', 'dynamic'],
])

/** How a proxy chooses between the deployments of a group: shuffled unless it says otherwise. */
export function strategyOf(path: string, root: YamlValue): Strategy {
  const written = root.get('router_settings').get('routing_strategy')
  const name = written.text()
  if (name === null) return { selection: 'weighted', diagnostics: [] }
  const selection = SELECTIONS.get(name)
  if (selection !== undefined) return { selection, diagnostics: [] }
  return { selection: 'dynamic', diagnostics: [unknownStrategy(name, { path, line: written.line })] }
}

/**
 * The relative weight of each deployment. The first deployment decides what counts for all: `weight`, else
 * `rpm`, else `tpm`, else all are equal; those that do not state it get nothing. Only the deployments of the
 * lowest `order` are asked at all while they are healthy. All null when the weights add up to nothing.
 */
export function weightsOf(deployments: readonly YamlValue[]): readonly (number | null)[] {
  const params = deployments.map(deployment => deployment.get('litellm_params'))
  const orders = params.map(param => param.get('order').number())
  const lowest = Math.min(...orders.filter(order => order !== null))
  const isAsked = (index: number) => !Number.isFinite(lowest) || orders[index] === lowest
  const first = params.find((_, index) => isAsked(index))
  const field = ['weight', 'rpm', 'tpm'].find(name => first?.get(name).number() !== null)
  const weights = params.map((param, index) => {
    if (!isAsked(index)) return 0
    return field === undefined ? 1 : Math.max(0, param.get(field).number() ?? 0)
  })
  return weights.some(weight => weight > 0) ? weights : weights.map(() => null)
}

const unknownStrategy = (name: string, at: { readonly path: string; readonly line: number }): Diagnostic => ({
  code: 'litellm-unknown-strategy',
  severity: 'warning',
  message: `The routing strategy ${JSON.stringify(name.slice(0, 60))} is unknown: shares are taken for undecided.`,
  hint: `Use one of ${[...SELECTIONS.keys()].join(', ')}, or declare the shares in unitcost.yml.`,
  ...at,
})
