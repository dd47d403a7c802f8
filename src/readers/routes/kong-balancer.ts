import type { Diagnostic } from '../../model/diagnostic.ts'
import type { RouteTarget } from '../../model/fact.ts'
import { groupBy } from '../../model/group-by.ts'
import type { YamlValue } from '../yaml.ts'
import { kongTarget } from './kong-target.ts'
import { distinct, mostRetries } from './shape.ts'
import type { Group } from './shape.ts'

/** https://developer.konghq.com/ai-gateway/load-balancing/ */
const SHARED = new Set(['round-robin', 'consistent-hashing'])
const DECIDED_LATER = new Set(['least-connections', 'lowest-latency', 'lowest-usage', 'semantic'])

type Balanced = { readonly groups: readonly Group[]; readonly diagnostics: readonly Diagnostic[] }

/** How requests are shared: by weight, one group of targets after the other, or while they come in. */
export function balanced(config: YamlValue, path: string): Balanced {
  const balancer = config.get('balancer')
  const written = balancer.get('algorithm')
  const algorithm = written.text() ?? 'round-robin'
  const targets = targetsOf(config.get('targets').items(), path)
  const retries = balancer.get('retries')
  const common = {
    at: { path, line: config.get('targets').line },
    ...mostRetries([{ value: retries.number(), at: { path, line: retries.line } }]),
  }
  if (targets.length === 0) return { groups: [], diagnostics: [] }
  if (algorithm === 'priority') return { groups: byPriority(targets, common), diagnostics: [] }
  if (SHARED.has(algorithm)) return { groups: [{ ...common, targets }], diagnostics: [] }
  const undecided = targets.map(each => ({ ...each, weight: null }))
  return {
    groups: [{ ...common, selection: 'dynamic', targets: undecided }],
    diagnostics: DECIDED_LATER.has(algorithm) ? [] : [unknown(algorithm, { path, line: written.line })],
  }
}

const DEFAULT_WEIGHT = 100

function targetsOf(written: readonly YamlValue[], path: string): readonly RouteTarget[] {
  const targets = written.map(each => ({
    ...kongTarget(each, path),
    weight: each.get('weight').number() ?? DEFAULT_WEIGHT,
  }))
  const ids = distinct(targets.map(({ id }) => id))
  return targets.map((each, index) => ({ ...each, id: ids[index] ?? each.id }))
}

/** Targets of equal weight are one group; the heaviest group gets everything until it fails. */
function byPriority(targets: readonly RouteTarget[], common: Omit<Group, 'targets'>): readonly Group[] {
  return [...groupBy(targets, ({ weight }) => weight ?? 0)]
    .toSorted(([a], [b]) => b - a)
    .map(([, group]) => ({
      ...common,
      at: group[0]?.at ?? common.at,
      targets: group.map(each => ({ ...each, weight: 1 })),
    }))
}

const unknown = (algorithm: string, at: { readonly path: string; readonly line: number }): Diagnostic => ({
  code: 'kong-unknown-algorithm',
  severity: 'warning',
  message: `The balancer algorithm ${JSON.stringify(algorithm.slice(0, 60))} is unknown: shares are taken for undecided.`,
  hint: `Use one of ${[...SHARED, ...DECIDED_LATER, 'priority'].join(', ')}, or declare the shares in unitcost.yml.`,
  ...at,
})
