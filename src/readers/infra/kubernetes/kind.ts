import type { CapacityFact } from '../../../model/fact.ts'
import type { Cluster } from './cluster.ts'
import type { Manifest } from './manifest.ts'

/** What objects of one kind take. */
export type Kind = (manifest: Manifest, cluster: Cluster) => readonly CapacityFact[]
