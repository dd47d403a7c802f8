import { countOf, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import { isGpuMachine } from './gpu-machine.ts'
import type { Setting } from '../../setting.ts'
import type { Kind } from '../kind.ts'
import { machinesFact } from '../machines.ts'
import { textsOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'

/** Node groups of a cluster made by eksctl. https://eksctl.io/usage/schema/ */
export const eksctlCluster: Kind = manifest => {
  const { value } = manifest
  const groups = ['nodeGroups', 'managedNodeGroups'].flatMap(key => value.get(key).items())
  return groups.flatMap(group => {
    const types = typesOf(group)
    if (!types.some(isGpuMachine)) return []
    const [sku = null, ...others] = types
    const name = group.get('name').text() ?? 'nodes'
    return machinesFact(manifest, {
      part: name,
      units: unitsOf(group),
      sku: others.length === 0 ? sku : null,
      skuAt: group.get('instanceType').at,
      provider: 'aws',
      region: value.get('metadata', 'region').text(),
      pricing: group.get('spot').boolean() === true ? 'spot' : 'on_demand',
      labels: { 'alpha.eksctl.io/nodegroup-name': name, ...textsOf(group.get('labels')) },
      tags: { ...textsOf(value.get('metadata', 'tags')), ...textsOf(group.get('tags')) },
      why: others.length === 0 ? null : `it may buy ${types.slice(0, 8).join(', ')}`,
    })
  })
}

function typesOf(group: Setting): readonly string[] {
  const one = group.get('instanceType').text()
  const several = [group.get('instanceTypes'), group.get('instancesDistribution', 'instanceTypes')]
  if (one !== null && one !== 'mixed') return [one]
  return several.flatMap(list => list.items().flatMap(item => item.text() ?? []))
}

/** Two nodes where nothing is said; limits alone start at the lower one. */
function unitsOf(group: Setting): Count {
  const [min, max] = [group.get('minSize'), group.get('maxSize')]
  const start = min.number() ?? max.number() ?? 2
  const declared = countOf(group.get('desiredCapacity'), 'desiredCapacity', start)
  if (declared.range === null) return uncounted(declared.why ?? '', declared.at)
  const standard = declared.range.expected
  return between(declared, [limitsOf(min, max, [standard, standard])])
}
