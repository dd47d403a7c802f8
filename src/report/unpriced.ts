import { groupBy } from '../model/group-by.ts'
import type { WorkloadResult } from './result.ts'

/** Workloads that lack a price for the same reason: told once, however many there are. The most first. */
export type Unknown = { readonly reason: string; readonly workloads: readonly WorkloadResult[] }

export function unknowns(workloads: readonly WorkloadResult[]): readonly Unknown[] {
  const reasonOf = ({ head }: WorkloadResult) => head?.unpriced.join('; ') ?? ''
  return [...groupBy(workloads, reasonOf)]
    .filter(([reason]) => reason !== '')
    .map(([reason, group]) => ({ reason, workloads: group }))
    .toSorted((a, b) => b.workloads.length - a.workloads.length)
}
