import type { WorkloadConfig } from '../config/config.ts'
import { isDedicated } from '../model/deployment.ts'
import type { BenchmarkFact } from '../model/benchmark.ts'
import type { Place } from '../model/evidence.ts'
import type { CapacityFact } from '../model/fact.ts'
import type { Call, Capacity, FixedCost, LatencyTarget, Target } from '../model/workload.ts'
import { share, usdPerMonth } from '../units.ts'
import type { Surroundings } from './assemble.ts'

/** The tag or label by which a resource names its workload itself; clouds that forbid `.` have it with `_`. */
const WORKLOAD_TAGS: readonly string[] = ['unitcost.workload', 'unitcost/workload', 'unitcost_workload']

/**
 * What serves a workload: what `served_by` names (the address of one resource, or a file and everything in it),
 * what names the workload in a tag, and what serves a model that only its own capacity can answer.
 */
export function capacityOf(
  id: string,
  { served_by: named }: WorkloadConfig,
  { calls, around }: { readonly calls: readonly Call[]; readonly around: Surroundings },
): readonly CapacityFact[] {
  const all = around.library.capacity.filter(({ lifetime }) => lifetime === 'always')
  if (named !== undefined)
    return withoutPools(
      named.flatMap(reference => capacityFor(reference, around)),
      around,
    )
  const tagged = all.filter(({ tags }) => WORKLOAD_TAGS.some(tag => tags[tag] === id))
  if (tagged.length > 0) return withoutPools(tagged, around)
  const models = new Set(
    calls
      .flatMap(({ route }) => route.targets)
      .filter(isOwn)
      .map(({ model }) => bare(model)),
  )
  return all.filter(
    ({ model, resource }) => model !== null && resource !== 'quota' && models.has(bare(model)),
  )
}

/** By the address of one resource, or by a file and everything in it. */
export const capacityFor = (reference: string, { library }: Surroundings): readonly CapacityFact[] =>
  library.capacity.filter(fact => fact.id === reference || fact.at.path === reference)

/** A file may hold pods and the pool that they land on: then the pool is paid, once. */
function withoutPools(facts: readonly CapacityFact[], { poolOf }: Surroundings): readonly CapacityFact[] {
  const ids = new Set(facts.map(fact => fact.id))
  const seen = new Set<string>()
  return facts.filter(fact => !ids.has(poolOf.get(fact.id) ?? '') && !seen.has(fact.id) && seen.add(fact.id))
}

const isOwn = ({ deployment }: Target) => isDedicated(deployment)

/** `meta-llama/Llama-3.1-8B-Instruct` is served as `hosted_vllm/meta-llama/Llama-3.1-8B-Instruct`. */
const bare = (model: string) => model.split('/').at(-1)?.toLowerCase() ?? model

export const carriedBy = (fact: CapacityFact): Capacity => ({
  fact,
  part: share(1),
  basis: 'declared',
  carries: [],
})

/** Benchmarks of the models that the capacity serves, or that the calls ask their own capacity for. */
export function benchmarksOf(
  facts: readonly CapacityFact[],
  calls: readonly Call[],
  { library }: Surroundings,
): readonly BenchmarkFact[] {
  if (facts.length === 0) return []
  const own = calls.flatMap(({ route }) => route.targets).filter(isOwn)
  const models = new Set(
    [...facts.flatMap(({ model }) => model ?? []), ...own.map(({ model }) => model)].map(bare),
  )
  return library.benchmarks.filter(({ model }) => model !== null && models.has(bare(model)))
}

type PlaceOf = (...keys: readonly string[]) => Place

export function fixedCostsOf(
  { capacity_overhead: overhead, one_off: oneOff }: WorkloadConfig,
  at: PlaceOf,
): readonly FixedCost[] {
  const running: readonly FixedCost[] =
    overhead === undefined
      ? []
      : [
          {
            kind: 'overhead',
            usdPerMonth: usdPerMonth(overhead.usd_per_month),
            months: null,
            at: at('capacity_overhead'),
          },
        ]
  if (oneOff === undefined) return running
  const { usd, months } = oneOff
  return [...running, { kind: 'one-off', usdPerMonth: usdPerMonth(usd / months), months, at: at('one_off') }]
}

export const latencyOf = ({ slo }: WorkloadConfig): LatencyTarget | null =>
  slo === undefined ? null : { ttftP95Ms: slo.ttft_p95_ms ?? null, tpotP95Ms: slo.tpot_p95_ms ?? null }
