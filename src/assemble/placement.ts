import type { MachineConfig } from '../config/config.ts'
import { acceleratorFamily } from '../model/accelerator.ts'
import type { CapacityFact } from '../model/fact.ts'

/** Pods with the machines that they run on, as far as the tree and unitcost.yml tell. */
export type Placement = {
  readonly capacity: readonly CapacityFact[]
  /**
   * Who pays: id of a pod → id of the node pool of this tree that it lands on; of a pool that grows with its pods →
   * id of a pod.
   */
  readonly poolOf: ReadonlyMap<string, string>
}

/**
 * Which machines stand behind what asks for accelerators: those that unitcost.yml names for its labels or its
 * file, else the node pool of this tree that has its labels, or the only one with such accelerators.
 */
export function place(facts: readonly CapacityFact[], machines: readonly MachineConfig[]): Placement {
  const pools = facts.filter(isPool)
  const poolOf = new Map<string, string>()
  const capacity = facts.map(fact => {
    if (fact.resource !== 'accelerators' || fact.node?.role === 'pool') return fact
    const named = machines.find(machine => standsBehind(machine, fact))
    if (named !== undefined) return onMachine(fact, named)
    const pool = poolFor(fact, pools)
    if (pool === null) return fact
    // Machines that come and go with the pods are paid where the pods are; others are there anyway.
    if (isElastic(pool)) poolOf.set(pool.id, fact.id)
    else poolOf.set(fact.id, pool.id)
    return onPool(fact, pool)
  })
  return { capacity, poolOf }
}

const isPool = ({ node }: CapacityFact) => node?.role === 'pool'

/** A pool that holds what its pods ask for, up to a limit: Karpenter. */
const isElastic = ({ resource }: CapacityFact) => resource === 'accelerators'

function standsBehind({ labels, files }: MachineConfig, { node, at }: CapacityFact): boolean {
  const asked = node?.labels ?? {}
  const entries = Object.entries(labels ?? {})
  const byLabels = entries.length > 0 && entries.every(([key, value]) => asked[key] === value)
  return byLabels || (files ?? []).includes(at.path)
}

const onMachine = (fact: CapacityFact, { provider, sku, region, pricing }: MachineConfig): CapacityFact => ({
  ...fact,
  provider,
  sku,
  region: region ?? fact.region,
  pricing: pricing ?? fact.pricing,
  unresolved: fact.units === null ? fact.unresolved : null,
})

const onPool = (
  fact: CapacityFact,
  { provider, sku, region, pricing, assumed }: CapacityFact,
): CapacityFact => ({
  ...fact,
  provider,
  sku,
  region,
  pricing,
  assumed: [...fact.assumed, ...assumed],
})

function poolFor(pod: CapacityFact, pools: readonly CapacityFact[]): CapacityFact | null {
  const labeled = pools.filter(pool => Object.entries(pod.node?.labels ?? {}).every(has(pool)))
  const fitting = labeled.filter(pool => sameAccelerator(pod, pool))
  const [only] = fitting
  // Several pools would do: the scheduler decides, and nobody knows which.
  return fitting.length === 1 && only !== undefined ? only : null
}

const has =
  (pool: CapacityFact) =>
  ([key, value]: readonly [string, string]): boolean => {
    const own = pool.node?.labels[key]
    return own === undefined ? (IMPLIED.get(key)?.(pool, value) ?? false) : own === value
  }

type Implied = (pool: CapacityFact, value: string) => boolean

const isSpot: Implied = ({ pricing }, value) => (pricing === 'spot') === ['true', 'spot'].includes(value)
const isAccelerator: Implied = ({ accelerator }, value) => sameFamily(value, accelerator?.name ?? null)

/** Labels that every node has without being told, by what is known of the pool. */
const IMPLIED: ReadonlyMap<string, Implied> = new Map([
  ['node.kubernetes.io/instance-type', ({ sku }, value) => sku === value],
  ['topology.kubernetes.io/region', ({ region }, value) => region === null || region === value],
  ['topology.kubernetes.io/zone', ({ region }, value) => region === null || value.startsWith(region)],
  ['cloud.google.com/gke-spot', isSpot],
  ['cloud.google.com/gke-preemptible', isSpot],
  ['karpenter.sh/capacity-type', isSpot],
  ['kubernetes.azure.com/scalesetpriority', isSpot],
  ['cloud.google.com/gke-accelerator', isAccelerator],
  ['nvidia.com/gpu.product', isAccelerator],
  ['karpenter.k8s.aws/instance-gpu-name', isAccelerator],
])

/** Both may be silent about it; they must not contradict each other. */
function sameAccelerator(pod: CapacityFact, pool: CapacityFact): boolean {
  const [asked, offered] = [pod.accelerator?.name ?? null, pool.accelerator?.name ?? null]
  return asked === null || offered === null || sameFamily(asked, offered)
}

function sameFamily(a: string, b: string | null): boolean {
  const family = acceleratorFamily(a)
  return family !== null && b !== null && acceleratorFamily(b) === family
}
