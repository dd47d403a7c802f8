import type { CapacityFact } from '../../../model/fact.ts'
import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import type { Neighbors } from './neighbors.ts'
import type { Stated } from './section.ts'

/** What some types of resources buy. One file a family. */
export type Family = {
  readonly types: readonly string[]
  /** Types that buy nothing and decide how much these do. */
  readonly beside?: readonly string[]
  readonly read: (resource: Resource, neighbors: Neighbors) => readonly Purchase[]
}

/** A thing that one instance of a resource buys; region and tags follow from the resource. */
export type Purchase = Pick<CapacityFact, 'resource' | 'provider'> &
  Partial<Pick<CapacityFact, 'pricing' | 'model' | 'offer' | 'accelerator' | 'lifetime'>> & {
    readonly sku: Stated<string>
    readonly units: Stated<Range>
    /** Which of several things of the resource: the name of a variant. */
    readonly part?: string | null
    /** Labels of the nodes of a pool, for pods that ask for them. */
    readonly labels?: Readonly<Record<string, string>>
    readonly assumed?: readonly string[]
  }
