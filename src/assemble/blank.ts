import type { Place } from '../model/evidence.ts'
import type { Workload } from '../model/workload.ts'
import type { Surroundings } from './assemble.ts'

/** A discovered workload before anything is known of it. Its identity is where it was at base. */
export function blank(id: string, at: Place, { formerPath }: Surroundings): Workload {
  return {
    id,
    identity: `found:${formerPath(at.path)}${id.startsWith(at.path) ? id.slice(at.path.length) : `#${id}`}`,
    origin: 'discovered',
    at,
    owner: null,
    environment: null,
    tags: {},
    traffic: null,
    urgency: null,
    outcome: null,
    calls: [],
    capacity: [],
    fixedCosts: [],
    benchmarks: [],
    latency: null,
    quality: null,
    evaluation: null,
    usage: null,
    problems: [],
    files: [],
  }
}
