import { collect } from '../../../model/group-by.ts'
import { counted, countOf, together, uncounted } from '../count.ts'
import type { Count } from '../count.ts'
import type { Setting } from '../setting.ts'
import type { Manifest } from './manifest.ts'

/** Who changes replicas, and between what. */
export type Scaler = { readonly from: Manifest; readonly floor: Count; readonly ceiling: Count }

/** Autoscalers by `Kind name` of what they scale. */
export function scalersIn(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Scaler[]> {
  const found = manifests.flatMap((manifest): readonly (readonly [string, Scaler])[] => {
    const limits = LIMITS.get(manifest.kind)?.(manifest.value.get('spec'))
    if (limits === undefined) return []
    const target = manifest.value.get('spec', 'scaleTargetRef')
    const key = `${target.get('kind').text() ?? 'Deployment'} ${target.get('name').text() ?? ''}`
    return [[key, { from: manifest, ...limits }]]
  })
  return collect(found)
}

type Limits = Omit<Scaler, 'from'>

const LIMITS: ReadonlyMap<string, (spec: Setting) => Limits> = new Map([
  /** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
  ['HorizontalPodAutoscaler', spec => limitsOf(spec.get('minReplicas'), spec.get('maxReplicas'), [1, 1])],
  /** https://keda.sh/docs/latest/reference/scaledobject-spec/ */
  [
    'ScaledObject',
    spec => {
      const idle = spec.get('idleReplicaCount')
      const floor = idle.shape === 'nothing' ? spec.get('minReplicaCount') : idle
      return limitsOf(floor, spec.get('maxReplicaCount'), [0, 100])
    },
  ],
])

/** @param standard what no minimum and no maximum mean */
export const limitsOf = (min: Setting, max: Setting, [low, high]: readonly [number, number]): Limits => ({
  floor: countOf(min, 'the minimum of replicas', low),
  ceiling: countOf(max, 'the maximum of replicas', high),
})

/** Floor, declared and ceiling; of several autoscalers the widest. What is declared lies between the others. */
export function between(declared: Count, limits: readonly Limits[]): Count {
  if (limits.length === 0) return declared
  const all = limits.flatMap(({ floor, ceiling }) => [floor, ceiling])
  const ranges = all.flatMap(({ range }) => range ?? [])
  const at = limits[0]?.ceiling.at ?? declared.at
  if (ranges.length < all.length) return uncounted(together(all.map(({ why }) => why)) ?? '', at)
  const low = Math.min(...ranges.map(range => range.low))
  const high = Math.max(...ranges.map(range => range.high))
  const expected = Math.min(high, Math.max(low, declared.range?.expected ?? low))
  return counted({ low, expected, high }, at, declared.assumed)
}
