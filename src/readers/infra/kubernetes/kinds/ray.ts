import type { CapacityFact } from '../../../../model/fact.ts'
import { countOf, times } from '../../count.ts'
import type { Count } from '../../count.ts'
import { NOT_SERVED } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { exactCount } from '../asked.ts'
import type { Kind } from '../kind.ts'
import type { Manifest } from '../manifest.ts'
import { factOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'
import { rayServing } from './ray-serving.ts'
import { podsOf } from './replicated.ts'

/** https://docs.ray.io/en/latest/cluster/kubernetes/user-guides/config.html */
export const rayCluster: Kind = manifest =>
  clusterFacts(manifest, manifest.value.get('spec'), { lifetime: 'always' })

/** https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayservice-quick-start.html */
export const rayService: Kind = manifest => {
  const spec = manifest.value.get('spec')
  const { accelerator, ...served } = rayServing(spec.get('serveConfigV2').text() ?? '')
  const told = served.model === null && served.engine === null ? {} : { served }
  return clusterFacts(manifest, spec.get('rayClusterConfig'), { lifetime: 'always', accelerator, ...told })
}

export const rayJob: Kind = manifest =>
  clusterFacts(manifest, manifest.value.get('spec', 'rayClusterSpec'), { lifetime: 'job' })

type Told = Pick<Parameters<typeof factOf>[1], 'served' | 'accelerator' | 'lifetime'>

function clusterFacts(manifest: Manifest, cluster: Setting, told: Told): readonly CapacityFact[] {
  const isScaled = cluster.get('enableInTreeAutoscaling').boolean() === true
  const head = cluster.get('headGroupSpec')
  const groups = cluster.get('workerGroupSpecs').items()
  const all = [
    ...podsOf(head.get('template'), exactCount(1, head)).map(pods => ({
      ...pods,
      part: 'head',
      at: head.at,
    })),
    ...groups.flatMap((group, index) => {
      const part = group.get('groupName').text() ?? `workers-${index + 1}`
      return podsOf(group.get('template'), workersOf(group, isScaled)).map(pods => ({
        ...pods,
        part,
        at: group.at,
      }))
    }),
  ]
  return all.flatMap(pods => {
    const accelerator = isNamed(pods.spec) ? null : (told.accelerator ?? null)
    return factOf(manifest, {
      ...pods,
      ...told,
      accelerator,
      served: told.served ?? pods.served ?? NOT_SERVED,
    })
  })
}

const isNamed = (spec: Setting): boolean => spec.get('nodeSelector').shape === 'map'

/** Limits count only where Ray's autoscaler runs. A replica of several hosts is as many pods. */
function workersOf(group: Setting, isScaled: boolean): Count {
  const hosts = countOf(group.get('numOfHosts'), 'numOfHosts', 1)
  const [min, max] = [group.get('minReplicas'), group.get('maxReplicas')]
  const declared = countOf(group.get('replicas'), 'replicas', min.number() ?? 0)
  const limits = limitsOf(min, max, [0, declared.range?.high ?? 0])
  return times(isScaled ? between(declared, [limits]) : declared, hosts)
}
