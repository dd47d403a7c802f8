import { counted, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import { acceleratorName } from '../../accelerator-name.ts'
import { ACCELERATOR } from '../../pod-spec.ts'
import type { Setting } from '../../setting.ts'
import type { Cluster } from '../cluster.ts'
import type { Kind } from '../kind.ts'
import { machinesFact } from '../machines.ts'
import type { Manifest } from '../manifest.ts'
import { providerOf, providerOfSku, regionOf, skuOf, spotLabel } from '../node-labels.ts'
import { textsOf } from '../pods.ts'
import { isGpuMachine } from './gpu-machine.ts'

/**
 * A pool from which Karpenter buys machines as pods ask for them: none at least, at most what `limits` say. It
 * counts accelerators, because its limits do.
 * https://karpenter.sh/docs/concepts/nodepools/
 */
export const karpenterPool: Kind = (manifest, cluster) => {
  const spec = manifest.value.get('spec')
  // Before 2023 the template was the spec itself.
  const template = manifest.kind === 'Provisioner' ? spec : spec.get('template', 'spec')
  const requirements = requirementsIn(template.get('requirements'))
  if (!isAccelerated(requirements, template, spec)) return []
  const labels = labelsOf(manifest, spec, requirements)
  const types = chosenTypes(requirements)
  const sku = types.length === 1 ? (types[0] ?? null) : skuOf(labels)
  return machinesFact(manifest, {
    part: null,
    resource: 'accelerators',
    units: unitsOf(spec),
    sku,
    skuAt: template.get('requirements').at,
    provider: providerFor(labels, sku),
    region: regionIn(requirements, labels),
    pricing: spotLabel(labels) === null ? 'on_demand' : 'spot',
    accelerator: { name: gpuName(labels), perUnit: 1 },
    labels,
    tags: tagsOf(manifest, template, cluster),
    why: sku === null ? severalTypes(types, requirements) : null,
  })
}

/** Karpenter began on AWS, whose pools often name nothing that only AWS has. */
function providerFor(labels: Labels, sku: string | null): string {
  const provider = providerOf(labels)
  return provider === 'kubernetes' ? ((sku === null ? null : providerOfSku(sku)) ?? 'aws') : provider
}

function gpuName(labels: Labels): string | null {
  const name = labels['karpenter.k8s.aws/instance-gpu-name']
  return name === undefined ? null : acceleratorName(name)
}

type Labels = Readonly<Record<string, string>>

type Requirements = ReadonlyMap<string, readonly string[]>

/** What `In` allows, by key. */
const requirementsIn = (list: Setting): Requirements =>
  new Map(
    list.items().flatMap(item => {
      const key = item.get('key').text()
      if (key === null || item.get('operator').text() !== 'In') return []
      return [
        [
          key,
          item
            .get('values')
            .items()
            .flatMap(value => value.text() ?? []),
        ] as const,
      ]
    }),
  )

function isAccelerated(requirements: Requirements, template: Setting, spec: Setting): boolean {
  const families = [
    ...chosenTypes(requirements),
    ...(requirements.get('karpenter.k8s.aws/instance-family') ?? []),
    ...(requirements.get('karpenter.azure.com/sku-family') ?? []),
  ]
  const keys = [...template.get('requirements').items(), ...template.get('taints').items()].map(
    item => item.get('key').text() ?? '',
  )
  const limits = limitsOf(spec).map(({ key }) => key)
  const categories = requirements.get('karpenter.k8s.aws/instance-category') ?? []
  return (
    families.some(isGpuMachine) ||
    (categories.length > 0 && categories.every(category => ACCELERATED.has(category))) ||
    [...keys, ...limits].some(
      key => ACCELERATOR.test(key) || /instance-(?:gpu|accelerator)-|sku-gpu-/.test(key),
    )
  )
}

/** Categories of AWS whose machines all have accelerators; `g` has some for graphics. */
const ACCELERATED: ReadonlySet<string> = new Set(['g', 'p', 'inf', 'trn', 'dl'])

const limitsOf = (spec: Setting) => {
  const limits = spec.get('limits')
  // A Provisioner has them one level deeper.
  const inner = limits.get('resources')
  return (inner.shape === 'map' ? inner : limits).entries()
}

function unitsOf(spec: Setting): Count {
  const limit = limitsOf(spec).find(({ key }) => ACCELERATOR.test(key))
  if (limit === undefined)
    return uncounted('spec.limits do not limit accelerators, so it grows as pods ask', spec.at)
  const high = limit.value.number()
  if (high === null) return uncounted(`${limit.key} = ${limit.value.text() ?? ''}`, limit.value.at)
  return counted({ low: 0, expected: 0, high }, limit.value.at)
}

const chosenTypes = (requirements: Requirements): readonly string[] =>
  requirements.get('node.kubernetes.io/instance-type') ?? []

/** Labels of its nodes: those of the template, and requirements that leave no choice. */
function labelsOf({ kind, name }: Manifest, spec: Setting, requirements: Requirements) {
  const stated = kind === 'Provisioner' ? spec.get('labels') : spec.get('template', 'metadata', 'labels')
  const only = [...requirements].flatMap(([key, [value, ...others]]) =>
    value === undefined || others.length > 0 ? [] : [[key, value] as const],
  )
  return { 'karpenter.sh/nodepool': name, ...Object.fromEntries(only), ...textsOf(stated) }
}

function regionIn(requirements: Requirements, labels: Labels): string | null {
  const zones = requirements.get('topology.kubernetes.io/zone') ?? []
  const regions = new Set(zones.map(zone => regionOf({ 'topology.kubernetes.io/zone': zone })))
  const [only = null, ...others] = regions
  return regionOf(labels) ?? (others.length === 0 ? only : null)
}

function severalTypes(types: readonly string[], requirements: Requirements): string {
  const families = requirements.get('karpenter.k8s.aws/instance-family') ?? []
  if (types.length > 1) return `it may buy ${types.slice(0, 8).join(', ')}${types.length > 8 ? ' …' : ''}`
  if (families.length > 0) return `it may buy any size of ${families.join(', ')}`
  return 'its requirements name no instance type'
}

/** Tags of the machines stand in the class that the pool refers to. */
function tagsOf(manifest: Manifest, template: Setting, cluster: Cluster) {
  const name = template.get('nodeClassRef', 'name').text()
  const found = cluster.find(manifest, ['EC2NodeClass', 'AKSNodeClass'], name)
  return found === null ? {} : textsOf(found.get('spec', 'tags'))
}
