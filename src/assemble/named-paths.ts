import type { BothSettings } from '../config/settings.ts'

/** Files that declared workloads name, on either side: read as what they are named for, whatever they are called. */
export function namedPaths({ base, head }: Pick<BothSettings, 'base' | 'head'>): ReadonlySet<string> {
  const workloads = [base, head].flatMap(({ config }) => Object.values(config.workloads ?? {}))
  const calls = workloads.flatMap(workload => Object.values(workload.calls ?? {}))
  const routes = calls.flatMap(({ model }) => /^route:([^#]+)/u.exec(model ?? '')?.[1] ?? [])
  return new Set([...calls.flatMap(({ prompt }) => prompt ?? []), ...routes])
}
