import type { WorkloadResult } from './result.ts'

/** Workloads that lack a price for the same reason: told once, however many there are. The most first. */
export type Unknown = { readonly reason: string; readonly workloads: readonly WorkloadResult[] }

export function unknowns(workloads: readonly WorkloadResult[]): readonly Unknown[] {
  const groups = new Map<string, WorkloadResult[]>()
  for (const workload of workloads) {
    const reason = workload.head?.unpriced.join('; ') ?? ''
    if (reason === '') continue
    const group = groups.get(reason) ?? []
    group.push(workload)
    groups.set(reason, group)
  }
  return [...groups]
    .map(([reason, group]) => ({ reason, workloads: group }))
    .toSorted((a, b) => b.workloads.length - a.workloads.length)
}
