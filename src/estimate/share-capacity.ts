import { collect } from '../model/group-by.ts'
import type { Capacity, Workload } from '../model/workload.ts'
import { share } from '../units.ts'
import { capacityCost, splitByUse } from './capacity.ts'
import { servedTokens, weighed } from './served-tokens.ts'
import { measuredThroughput } from './throughput.ts'
import type { World } from './world.ts'

/**
 * Capacity that several workloads name is split by what each of them uses. Where a benchmark says what it can
 * carry, what nobody uses is a row of its own; else the whole is split by tokens; where one of them has no
 * traffic, in equal parts, which is an assumption. The parts add up to the bill.
 */
export function shareCapacity(workloads: readonly Workload[], world: World): readonly Workload[] {
  const users = usersOf(workloads)
  if ([...users.values()].every(sharing => sharing.length === 1)) return workloads
  const splits = new Map([...users].map(([id, sharing]) => [id, split(id, sharing, world)]))
  const idle = [...splits.values()].flatMap(({ idle: rest }) => rest ?? [])
  return [...workloads.map(workload => withParts(workload, splits)), ...idle]
}

const usersOf = (workloads: readonly Workload[]) =>
  collect(workloads.flatMap(workload => workload.capacity.map(({ fact }) => [fact.id, workload] as const)))

type Split = {
  /** By id of the workload. */
  readonly parts: ReadonlyMap<string, number>
  readonly isAssumed: boolean
  readonly idle: Workload | null
}

function split(id: string, sharing: readonly Workload[], world: World): Split {
  const loads = sharing.map(workload => {
    const served = servedTokens(workload, world)
    return served === null ? null : weighed(served)
  })
  const known = loads.filter(load => load !== null)
  const all = known.reduce((sum, load) => sum + load, 0)
  const parts = (of: (index: number) => number) =>
    new Map(sharing.map((workload, index) => [workload.id, of(index)]))
  if (sharing.length === 1) return { parts: parts(() => 1), isAssumed: false, idle: null }
  if (known.length < loads.length || all === 0)
    return { parts: parts(() => 1 / sharing.length), isAssumed: true, idle: null }
  const { shares, idle: rest } = splitByUse(1, known, monthlyLimit(id, sharing, world) ?? all)
  return {
    parts: parts(index => shares[index] ?? 0),
    isAssumed: false,
    idle: rest > SMALLEST ? idleRow(id, sharing, rest) : null,
  }
}

/** Shares of 1 that add up leave a rounding error. */
const SMALLEST = 1e-12

/** What the whole of it can carry in a month, weighed like the loads; null: nobody measured. */
function monthlyLimit(id: string, sharing: readonly Workload[], world: World): number | null {
  const limits = sharing.flatMap(workload => {
    const capacity = workload.capacity.find(({ fact }) => fact.id === id)
    const machines = capacity && capacityCost({ ...capacity, part: share(1) }, world).accelerators
    if (machines == null) return []
    const measured = measuredThroughput(workload.benchmarks, {
      accelerator: machines.name,
      latency: workload.latency,
      world,
    })
    return measured === null ? [] : [measured.weighedPerMonth * machines.count.expected]
  })
  // The strictest latency target among them holds for all: they share the machines.
  return limits.length === 0 ? null : Math.min(...limits)
}

function withParts(workload: Workload, splits: ReadonlyMap<string, Split>): Workload {
  const own = (capacity: Capacity): Capacity => {
    const found = splits.get(capacity.fact.id)
    const part = share(found?.parts.get(workload.id) ?? 1)
    return { ...capacity, part, basis: found?.isAssumed === true ? 'assumed' : capacity.basis }
  }
  return { ...workload, capacity: workload.capacity.map(own) }
}

/** Paid for and used by none of them: nobody's request, but somebody's bill. */
function idleRow(id: string, [first]: readonly Workload[], rest: number): Workload | null {
  const capacity = first?.capacity.find(({ fact }) => fact.id === id)
  if (first === undefined || capacity === undefined) return null
  return {
    ...first,
    id: `${id} (idle)`,
    identity: `idle:${id}`,
    origin: 'discovered',
    at: capacity.fact.at,
    owner: null,
    environment: null,
    tags: capacity.fact.tags,
    traffic: null,
    outcome: null,
    calls: [],
    capacity: [{ ...capacity, part: share(rest) }],
    fixedCosts: [],
    quality: null,
    evaluation: null,
    problems: [],
    files: [capacity.fact.at.path],
  }
}
