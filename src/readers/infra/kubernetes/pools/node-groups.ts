import { countOf, times } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Setting } from '../../setting.ts'
import { exactCount } from '../asked.ts'
import type { Kind } from '../kind.ts'
import { machinesFact } from '../machines.ts'
import { textsOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'
import { isGpuMachine } from './gpu-machine.ts'

/** Node pools of GKE as an object of Config Connector. https://cloud.google.com/config-connector/docs/reference/resource-docs/container/containernodepool */
export const gkePool: Kind = manifest => {
  const spec = manifest.value.get('spec')
  const config = spec.get('nodeConfig')
  const sku = gkeMachine(config)
  if (sku === null) return []
  const location = spec.get('location').text()
  return machinesFact(manifest, {
    part: null,
    units: times(gkeNodes(spec), zonesOf(spec, location)),
    sku,
    skuAt: config.get('machineType').at,
    provider: 'gcp',
    region: location?.replace(/-[a-z]$/, '') ?? null,
    pricing: ['spot', 'preemptible'].some(key => config.get(key).boolean() === true) ? 'spot' : 'on_demand',
    labels: { 'cloud.google.com/gke-nodepool': manifest.name, ...textsOf(config.get('labels')) },
    why: null,
  })
}

/** `n1-standard-2 + 1 nvidia-tesla-t4` where GPUs are attached to a machine that has none itself. */
function gkeMachine(config: Setting): string | null {
  // What GKE takes where no machine type is stated.
  const machine = config.get('machineType').text() ?? 'e2-medium'
  if (isGpuMachine(machine)) return machine
  const [gpu] = config.get('guestAccelerator').items()
  const type = gpu?.get('type').text() ?? null
  return type === null ? null : `${machine} + ${gpu?.get('count').number() ?? 1} ${type}`
}

/** Per zone. */
function gkeNodes(spec: Setting): Count {
  const scaling = spec.get('autoscaling')
  const fixed = spec.get('nodeCount')
  const declared = countOf(fixed.shape === 'nothing' ? spec.get('initialNodeCount') : fixed, 'nodeCount', 1)
  const [min, max] = [scaling.get('minNodeCount'), scaling.get('maxNodeCount')]
  if (max.shape === 'nothing') return declared
  return between(declared, [limitsOf(min, max, [0, 0])])
}

function zonesOf(spec: Setting, location: string | null): Count {
  const listed = spec.get('nodeLocations').items().length
  const isZone = location !== null && /\d-[a-z]$/.test(location)
  return exactCount(listed > 0 ? listed : isZone ? 1 : 3, spec)
}

/** Node pools of AKS by Azure Service Operator. https://azure.github.io/azure-service-operator/reference/containerservice/ */
export const aksPool: Kind = manifest => {
  const spec = manifest.value.get('spec')
  const type = spec.get('vmSize')
  const sku = type.text()
  if (sku === null || !isGpuMachine(sku)) return []
  const declared = countOf(spec.get('count'), 'count', spec.get('minCount').number() ?? 1)
  const limits = limitsOf(spec.get('minCount'), spec.get('maxCount'), [0, declared.range?.high ?? 0])
  return machinesFact(manifest, {
    part: null,
    units: spec.get('enableAutoScaling').boolean() === true ? between(declared, [limits]) : declared,
    sku,
    skuAt: type.at,
    provider: 'azure',
    region: null,
    pricing: spec.get('scaleSetPriority').text() === 'Spot' ? 'spot' : 'on_demand',
    labels: { 'kubernetes.azure.com/agentpool': manifest.name, ...textsOf(spec.get('nodeLabels')) },
    tags: textsOf(spec.get('tags')),
    why: null,
  })
}

/** Node groups of EKS by Crossplane. https://marketplace.upbound.io/providers/upbound/provider-aws-eks */
export const eksGroup: Kind = manifest => {
  const spec = manifest.value.get('spec', 'forProvider')
  const types = spec
    .get('instanceTypes')
    .items()
    .flatMap(item => item.text() ?? [])
  if (!types.some(isGpuMachine)) return []
  const [sku = null, ...others] = types
  const list = spec.get('scalingConfig')
  const scaling = list.items().at(0) ?? list
  const declared = countOf(scaling.get('desiredSize'), 'desiredSize', scaling.get('minSize').number() ?? 1)
  const standard = declared.range?.expected ?? 0
  const limits = limitsOf(scaling.get('minSize'), scaling.get('maxSize'), [standard, standard])
  return machinesFact(manifest, {
    part: null,
    units: between(declared, [limits]),
    sku: others.length === 0 ? sku : null,
    skuAt: spec.get('instanceTypes').at,
    provider: 'aws',
    region: spec.get('region').text(),
    pricing: spec.get('capacityType').text() === 'SPOT' ? 'spot' : 'on_demand',
    labels: { 'eks.amazonaws.com/nodegroup': manifest.name, ...textsOf(spec.get('labels')) },
    tags: textsOf(spec.get('tags')),
    why: others.length === 0 ? null : `it may buy ${types.slice(0, 8).join(', ')}`,
  })
}
