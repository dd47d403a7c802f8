import { countOf, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Setting } from '../../setting.ts'
import { askedBy, exactCount } from '../asked.ts'
import type { Kind } from '../kind.ts'
import { factOf } from '../pods.ts'
import type { Pods } from '../pods.ts'
import { servedIn } from '../started.ts'

/** Deployment, StatefulSet, ReplicaSet, ReplicationController, and Rollout of Argo. */
export const replicated: Kind = (manifest, cluster) => {
  const spec = manifest.value.get('spec')
  const replicas = cluster.replicas(manifest, countOf(spec.get('replicas'), 'replicas', 1))
  return podsOf(spec.get('template'), replicas).flatMap(pods => factOf(manifest, pods))
}

/** One pod on every node that fits: how many is decided by the cluster. */
export const daemonSet: Kind = manifest => {
  const { value, at } = manifest
  const replicas = uncounted('a DaemonSet runs once on every node that fits', at)
  return podsOf(value.get('spec', 'template'), replicas).flatMap(pods => factOf(manifest, pods))
}

export const pod: Kind = manifest =>
  podsOf(manifest.value, exactCount(1, manifest.value)).flatMap(pods => factOf(manifest, pods))

/** Knative scales to zero, and without end, unless told otherwise. */
export const knativeService: Kind = manifest => {
  const template = manifest.value.get('spec', 'template')
  const annotation = (...names: readonly string[]): Setting | undefined =>
    names
      .flatMap(name => [template, manifest.value].map(each => each.get('metadata', 'annotations', name)))
      .find(({ shape }) => shape !== 'nothing')
  const max = annotation('autoscaling.knative.dev/max-scale', 'autoscaling.knative.dev/maxScale')
  const min = annotation('autoscaling.knative.dev/min-scale', 'autoscaling.knative.dev/minScale')
  const low = min?.number() ?? 0
  const high = max?.number() ?? 0
  const replicas: Count =
    max === undefined || high === 0
      ? uncounted(
          'autoscaling.knative.dev/max-scale is not stated, so nothing limits the replicas',
          manifest.at,
        )
      : { range: { low, expected: low, high }, at: max.at, why: null, assumed: [] }
  return podsOf(template, replicas).flatMap(pods => factOf(manifest, pods))
}

/** Pods of a template with accelerators; none where it asks for none. */
export function podsOf(template: Setting, replicas: Count): readonly Pods[] {
  const spec = template.get('spec')
  const asked = askedBy(spec)
  if (asked === null) return []
  const labels = template.get('metadata', 'labels')
  return [{ part: null, replicas, asked, spec, labels, served: servedIn(spec) }]
}
