import type { Place } from '../../../model/evidence.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import { acceleratorOf } from '../accelerator-name.ts'
import { together } from '../count.ts'
import { nodeLabels } from '../pod-spec.ts'
import type { Setting } from '../setting.ts'
import { providerOf, regionOf, skuOf, SKU_LABELS, spotLabel } from './node-labels.ts'

/** Where a pod may land, as far as its selector, its required affinity and its tolerations tell. */
export type NodeChoice = {
  readonly labels: Readonly<Record<string, string>>
  readonly at: Place
  readonly accelerator: string | null
  readonly sku: string | null
  readonly provider: string
  readonly region: string | null
  readonly pricing: CapacityFact['pricing']
  readonly assumed: readonly string[]
  /** Why the machine is not known: several would do. */
  readonly why: string | null
}

export function nodeOf(spec: Setting): NodeChoice {
  const choices = choicesOf(spec)
  const only = [...choices].flatMap(([key, values]) => {
    const [value, ...others] = values
    return value !== undefined && others.length === 0 ? [[key, value] as const] : []
  })
  const written = { ...Object.fromEntries(only), ...nodeLabels(spec) }
  const open = Object.entries(written).filter(([, value]) => /\$|\{\{/.test(value))
  const labels = Object.fromEntries(Object.entries(written).filter(([, value]) => !/\$|\{\{/.test(value)))
  const tolerated = spec
    .get('tolerations')
    .items()
    .map(item => [item.get('key').text() ?? '', item.get('value').text() ?? ''] as const)
  const allowed = Object.fromEntries(tolerated)
  const isSpot = spotLabel(labels) !== null
  const toleratesSpot = isSpot ? null : spotLabel(allowed)
  const provider = providerOf(labels)
  return {
    labels,
    at: spec.get('nodeSelector').at,
    accelerator: acceleratorOf(labels),
    sku: skuOf(labels),
    provider: provider === 'kubernetes' ? providerOf(allowed) : provider,
    region: regionOf(labels),
    pricing: isSpot || toleratesSpot !== null ? 'spot' : 'on_demand',
    assumed: toleratesSpot === null ? [] : [`spot, because the pod tolerates ${toleratesSpot}`],
    why: together([
      ...open.map(([key, value]) => `${key} = ${value}`),
      ...[...choices].map(([key, values]) => severalOf(key, [...values])),
    ]),
  }
}

const severalOf = (key: string, values: readonly string[]): string | null =>
  values.length < 2 || !DECISIVE.has(key)
    ? null
    : `it may land on ${values.slice(0, 5).join(', ')}${values.length > 5 ? ' …' : ''} (${key})`

/** Labels that decide what a machine costs. */
const DECISIVE: ReadonlySet<string> = new Set([
  ...SKU_LABELS,
  'cloud.google.com/gke-accelerator',
  'cloud.google.com/gke-tpu-accelerator',
  'nvidia.com/gpu.product',
  'karpenter.k8s.aws/instance-family',
  'karpenter.k8s.aws/instance-gpu-name',
])

/** Every value that some required term allows, of labels that each term limits. */
function choicesOf(spec: Setting): ReadonlyMap<string, ReadonlySet<string>> {
  const terms = spec
    .get('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms')
    .items()
  const found = new Map<string, Set<string>>()
  const limits = new Map<string, number>()
  for (const term of terms) {
    for (const expression of term.get('matchExpressions').items()) {
      const key = expression.get('key').text()
      if (key === null || expression.get('operator').text() !== 'In') continue
      limits.set(key, (limits.get(key) ?? 0) + 1)
      const values = found.get(key) ?? new Set()
      for (const value of expression.get('values').items()) values.add(value.text() ?? '')
      found.set(key, values)
    }
  }
  return new Map([...found].filter(([key]) => limits.get(key) === terms.length))
}
