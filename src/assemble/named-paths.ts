import type { BothSettings } from '../config/settings.ts'

/** Files that declared workloads name, on either side: read as what they are named for, whatever they are called. */
export function namedPaths({ base, head }: Pick<BothSettings, 'base' | 'head'>): ReadonlySet<string> {
  const workloads = [base, head].flatMap(({ config }) => Object.values(config.workloads ?? {}))
  return new Set(
    workloads.flatMap(workload => [
      ...Object.values(workload.calls ?? {}).flatMap(call => [
        ...(call.prompt === undefined ? [] : [call.prompt]),
        ...(call.model?.startsWith('route:') ? [call.model.slice('route:'.length).split('#')[0] ?? ''] : []),
      ]),
    ]),
  )
}
