import type { Capacity, Workload } from '../model/workload.ts'
import { share } from '../units.ts'
import { callCost } from './call.ts'
import type { Meter } from './estimate.ts'
import { targetsOf } from './texts.ts'
import type { World } from './world.ts'

/**
 * Capacity that several workloads name is split by the tokens that each sends through it in a month; where
 * one of them has no traffic, in equal parts, which is an assumption. The parts add up to the bill.
 */
export function shareCapacity(workloads: readonly Workload[], world: World): readonly Workload[] {
  const users = new Map<string, Workload[]>()
  for (const workload of workloads)
    for (const { fact } of workload.capacity) users.set(fact.id, [...(users.get(fact.id) ?? []), workload])
  if ([...users.values()].every(sharing => sharing.length === 1)) return workloads
  const loads = new Map(workloads.map(workload => [workload.id, tokensPerMonth(workload, world)]))
  const split = (workload: Workload, capacity: Capacity): Capacity => {
    const sharing = users.get(capacity.fact.id) ?? []
    const used = sharing.map(user => loads.get(user.id) ?? null)
    const own = loads.get(workload.id) ?? null
    const sum = used.reduce<number>((total, tokens) => total + (tokens ?? 0), 0)
    if (own === null || used.includes(null) || sum === 0)
      return {
        ...capacity,
        part: share(1 / sharing.length),
        basis: sharing.length > 1 ? 'assumed' : capacity.basis,
      }
    return { ...capacity, part: share(own / sum) }
  }
  return workloads.map(workload => ({
    ...workload,
    capacity: workload.capacity.map(capacity => split(workload, capacity)),
  }))
}

function tokensPerMonth(workload: Workload, world: World): number | null {
  if (workload.traffic === null) return null
  // What goes to an API beside is billed by the token, and is no use of the capacity.
  const own = workload.calls.filter(call =>
    targetsOf(call).some(({ deployment }) => deployment !== 'on-demand'),
  )
  const calls = own.length > 0 ? own : workload.calls
  const lines = calls.flatMap(call => callCost(call, 'expected', world).lines)
  const served = lines.filter(({ meter }) => SERVED.has(meter))
  return workload.traffic.expected * served.reduce((tokens, line) => tokens + line.quantity, 0)
}

const SERVED: ReadonlySet<Meter> = new Set(['input', 'cache_read', 'cache_write', 'output'])
