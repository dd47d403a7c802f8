import type { WorkloadConfig } from '../config/config.ts'
import type { BothSettings } from '../config/settings.ts'
import type { Fact } from '../model/fact.ts'
import type { Workload } from '../model/workload.ts'
import { assemble, type Assembled } from './assemble.ts'
import { assumedSizes } from '../config/assumptions.ts'
import { infrastructureOf } from '../config/infrastructure.ts'
import { declarationsFor } from './declarations.ts'

/** One side of a change, assembled. */
export type AssembledSide = Assembled & {
  /** The same facts under other declarations; nothing is discovered. */
  readonly assembleWith: (workloads: Readonly<Record<string, WorkloadConfig>>) => readonly Workload[]
}

export type SideFacts = {
  readonly side: 'base' | 'head'
  readonly facts: readonly Fact[]
  readonly broken: ReadonlyMap<string, string>
  readonly formerPath: (path: string) => string
  /** The path on this side of a file of the other one. */
  readonly pathHere: (path: string) => string
}

export function assembleSide(settings: BothSettings, { side, pathHere, ...read }: SideFacts): AssembledSide {
  const [own, other] = side === 'base' ? [settings.base, settings.head] : [settings.head, settings.base]
  const { config, placeOf } = declarationsFor({ own, other, facts: read.facts, pathHere })
  const shared = {
    ...read,
    placeOf,
    assumptions: assumedSizes(settings.policy.config.assumptions),
    machines: infrastructureOf(settings).machines ?? [],
  }
  return {
    ...assemble({ ...shared, config, discover: settings.policy.config.discover ?? true }),
    assembleWith: workloads =>
      assemble({ ...shared, config: { ...config, workloads }, discover: false }).workloads,
  }
}
