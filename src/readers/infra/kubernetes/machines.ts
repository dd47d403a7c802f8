import type { CapacityFact } from '../../../model/fact.ts'
import { capacity } from '../capacity-fact.ts'
import { isNone, together } from '../count.ts'
import type { Count } from '../count.ts'
import { addressOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { labelsIn } from './pods.ts'

/** Whole machines that an object orders. */
export type Machines = Pick<CapacityFact, 'sku' | 'skuAt' | 'provider' | 'region' | 'pricing'> &
  Partial<Pick<CapacityFact, 'model' | 'engine' | 'accelerator' | 'lifetime' | 'resource'>> & {
    readonly part: string | null
    readonly units: Count
    /** Labels that its nodes have; null: they serve this object alone. */
    readonly labels: Readonly<Record<string, string>> | null
    readonly tags?: Readonly<Record<string, string>>
    /** Why the machine is not known. */
    readonly why: string | null
  }

/** One fact for machines of one type; nothing where there are none. */
export function machinesFact(manifest: Manifest, machines: Machines): readonly CapacityFact[] {
  const { part, units, labels, why, tags = {}, ...bought } = machines
  if (isNone(units)) return []
  return [
    capacity({
      resource: 'gpu-instance',
      ...bought,
      id: `${addressOf(manifest)}${part === null ? '' : `#${part}`}`,
      at: manifest.at,
      units: units.range,
      unitsAt: units.at,
      node: labels === null ? null : { role: 'pool', labels },
      tags: { ...labelsIn(manifest.value), ...tags, ...manifest.labels },
      assumed: units.assumed,
      unresolved: together([units.why, why]),
    }),
  ]
}
