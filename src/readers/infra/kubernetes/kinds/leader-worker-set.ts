import { countOf, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Setting } from '../../setting.ts'
import { askedBy, exactCount, multiplied, sumOf } from '../asked.ts'
import type { Asked } from '../asked.ts'
import type { Kind } from '../kind.ts'
import { nodeOf } from '../node.ts'
import { factOf } from '../pods.ts'
import type { Pods } from '../pods.ts'
import { servedIn } from '../started.ts'

/**
 * Groups of pods: a leader and size − 1 workers, each group a replica.
 * https://lws.sigs.k8s.io/docs/concepts/
 */
export const leaderWorkerSet: Kind = (manifest, cluster) => {
  const spec = manifest.value.get('spec')
  const group = spec.get('leaderWorkerTemplate')
  const workers = group.get('workerTemplate')
  const leader = group.get('leaderTemplate')
  const pods = groupOf({
    leader: leader.shape === 'nothing' ? workers : leader,
    worker: workers,
    size: countOf(group.get('size'), 'size', 1),
  })
  const replicas = cluster.replicas(manifest, countOf(spec.get('replicas'), 'replicas', 1))
  return pods.flatMap(each => factOf(manifest, { ...each, replicas }))
}

type Group = { readonly leader: Setting; readonly worker: Setting; readonly size: Count }

/** Leader and workers as one where they land on the same nodes, else apart. */
export function groupOf({ leader, worker, size }: Group): readonly Omit<Pods, 'replicas'>[] {
  const others = lessOne(size)
  const first = memberOf(leader, exactCount(1, leader))
  const rest = memberOf(worker, others)
  if (first === null || rest === null) return [first, rest].filter(each => each !== null)
  const sum = sumOf([first.asked, rest.asked])
  if (sum !== null && placeOf(first) === placeOf(rest)) return [{ ...first, asked: sum }]
  return [first, { ...rest, part: 'worker' }]
}

function memberOf(template: Setting, count: Count): Omit<Pods, 'replicas'> | null {
  const spec = template.get('spec')
  const asked: Asked | null = askedBy(spec)
  if (asked === null) return null
  const labels = template.get('metadata', 'labels')
  return { part: null, asked: multiplied(asked, count), spec, labels, served: servedIn(spec) }
}

const placeOf = ({ spec, asked }: Omit<Pods, 'replicas'>): string => {
  const { labels, pricing } = nodeOf(spec)
  return JSON.stringify([Object.entries(labels).toSorted(), pricing, asked.name])
}

function lessOne({ range, at, why, assumed }: Count): Count {
  if (range === null) return uncounted(why ?? '', at)
  const one = (count: number) => Math.max(0, count - 1)
  return {
    range: { low: one(range.low), expected: one(range.expected), high: one(range.high) },
    at,
    why,
    assumed,
  }
}
