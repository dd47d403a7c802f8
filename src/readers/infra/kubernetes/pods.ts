import type { Place } from '../../../model/evidence.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import { capacity } from '../capacity-fact.ts'
import { isNone, times, together } from '../count.ts'
import type { Count } from '../count.ts'
import { NOT_SERVED } from '../engine.ts'
import type { Served } from '../engine.ts'
import type { Setting } from '../setting.ts'
import type { Asked } from './asked.ts'
import { addressOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { nodeOf } from './node.ts'

/** Pods of one template: so many replicas, each with so many accelerators. */
export type Pods = {
  /** What it is called inside the object, where the object has several; null: the object itself. */
  readonly part: string | null
  /** Where the part stands; the object where it is not said. */
  readonly at?: Place
  readonly replicas: Count
  readonly asked: Asked
  /** The pod's spec: where it may land. */
  readonly spec: Setting
  /** Labels of the pod. */
  readonly labels: Setting
  readonly served?: Served
  /** `H100`, where the object says it otherwise than by labels of a node. */
  readonly accelerator?: string | null
  readonly lifetime?: CapacityFact['lifetime']
}

/** One fact for pods of a template; nothing for those without accelerators or replicas. */
export function factOf(manifest: Manifest, pods: Pods): readonly CapacityFact[] {
  const { replicas, asked, spec, part, lifetime = 'always', served = NOT_SERVED } = pods
  if (isNone(replicas) || isNone(asked.each)) return []
  const units = times(replicas, asked.each)
  const node = nodeOf(spec)
  const name = pods.accelerator ?? node.accelerator ?? asked.name
  return [
    capacity({
      id: `${addressOf(manifest)}${part === null ? '' : `#${part}`}`,
      at: pods.at ?? manifest.at,
      resource: 'accelerators',
      lifetime,
      provider: node.provider === 'kubernetes' ? (asked.provider ?? node.provider) : node.provider,
      sku: node.sku,
      skuAt: node.at,
      units: units.range,
      unitsAt: units.at,
      region: node.region,
      pricing: node.pricing,
      accelerator: { name, perUnit: 1 },
      node: { role: 'pod', labels: node.labels },
      tags: { ...labelsIn(manifest.value), ...textsOf(pods.labels), ...manifest.labels },
      assumed: [...units.assumed, ...node.assumed],
      unresolved: together([units.why, node.why]),
      ...served,
    }),
  ]
}

export const labelsIn = (value: Setting): Readonly<Record<string, string>> =>
  textsOf(value.get('metadata', 'labels'))

export const textsOf = (map: Setting): Readonly<Record<string, string>> =>
  Object.fromEntries(
    map.entries().flatMap(({ key, value }) => {
      const text = value.text()
      return text === null ? [] : [[key, text] as const]
    }),
  )
