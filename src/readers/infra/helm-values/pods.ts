import type { CapacityFact } from '../../../model/fact.ts'
import { acceleratorOf } from '../accelerator-name.ts'
import { capacity } from '../capacity-fact.ts'
import { counted, countOf, isNone, times, uncounted } from '../count.ts'
import type { Count } from '../count.ts'
import { NOT_SERVED } from '../engine.ts'
import type { Served } from '../engine.ts'
import { ACCELERATOR } from '../pod-spec.ts'
import type { Setting } from '../setting.ts'

/** Pods that a chart makes of its values: so many, each with so many accelerators. */
export type Pods = {
  /** Unique in the values: what the chart calls them. */
  readonly name: string
  readonly at: Setting
  readonly replicas: Count
  readonly each: Count
  /** Labels that they ask of a node. */
  readonly labels: Readonly<Record<string, string>>
  /** `H100`, where the values say it otherwise than by labels. */
  readonly accelerator?: string | null
  readonly served?: Served
}

/** A chart that is known: its values tell which pods with accelerators it makes. */
export type Chart = {
  /** What all stands in its values, for a cheap look at a file of another name than `values`. */
  readonly sniff: readonly RegExp[]
  /** @param all the whole file, where the values are a part of it */
  readonly pods: (values: Setting, all: Setting) => readonly Pods[]
}

export type Release = { readonly id: string; readonly assumed: readonly string[] }

/** One fact for pods of a kind; nothing for those without accelerators or replicas. */
export function factOf(pods: Pods, release: Release): readonly CapacityFact[] {
  const { replicas, each, labels, at, served = NOT_SERVED } = pods
  const units = times(replicas, each)
  if (isNone(replicas) || isNone(each)) return []
  return [
    capacity({
      id: `${release.id}#${pods.name}`,
      at: at.at,
      resource: 'accelerators',
      provider: 'kubernetes',
      units: units.range,
      unitsAt: units.at,
      pricing: labels['cloud.google.com/gke-spot'] === 'true' ? 'spot' : 'on_demand',
      accelerator: { name: pods.accelerator ?? acceleratorOf(labels), perUnit: 1 },
      node: { role: 'pod', labels },
      ...served,
      assumed: [...release.assumed, ...units.assumed],
      unresolved: units.why,
    }),
  ]
}

/** Accelerators of `resources`, limits before requests; null: it asks for none. */
export function acceleratorsIn(resources: Setting): Count | null {
  const asked = ['limits', 'requests'].flatMap(kind => resources.get(kind).entries())
  const found = asked.find(({ key, value }) => ACCELERATOR.test(key) && value.shape === 'scalar')
  return found === undefined ? null : countOf(found.value, found.key, 0)
}

/** `replicaCount`, or what an enabled `autoscaling` allows: floor, floor, ceiling. */
export function replicasOf(count: Setting, scaling: Scaling): Count {
  const declared = countOf(count, scaling.name, 1)
  if (!scaling.isOn) return declared
  const low = countOf(scaling.min, 'the minimum of replicas', scaling.floor)
  const high = countOf(scaling.max, 'the maximum of replicas', low.range?.high ?? 1)
  const why = low.why ?? high.why
  if (low.range === null || high.range === null) return uncounted(why ?? '', high.at)
  const [floor, ceiling] = [low.range.low, Math.max(low.range.low, high.range.high)]
  const start = count.shape === 'nothing' ? floor : (declared.range?.expected ?? floor)
  const expected = Math.min(ceiling, Math.max(floor, start))
  return counted({ low: floor, expected, high: ceiling }, scaling.max.at)
}

type Scaling = {
  readonly name: string
  readonly isOn: boolean
  /** What no minimum means. */
  readonly floor: number
  readonly min: Setting
  readonly max: Setting
}

/** `autoscaling: { enabled, minReplicas, maxReplicas }`, as `helm create` writes it. */
export function standardReplicas(values: Setting, key = 'replicaCount'): Count {
  const scaling = values.get('autoscaling')
  return replicasOf(values.get(key), {
    name: key,
    isOn: scaling.get('enabled').boolean() === true,
    floor: 1,
    min: scaling.get('minReplicas'),
    max: scaling.get('maxReplicas'),
  })
}
