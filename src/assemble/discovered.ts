import type { CapacityFact, PromptFact, RouteFact } from '../model/fact.ts'
import type { Workload } from '../model/workload.ts'
import type { Surroundings } from './assemble.ts'
import { assembleCall, routeOfCall } from './call.ts'
import { blank } from './blank.ts'
import { callWorkloads } from './call-fact.ts'
import { carriedBy } from './capacity.ts'
import { includedIds, isProduction } from './production.ts'
import { filesOf, gatewayRoute } from './route.ts'

/**
 * What no declared workload uses is still seen: a prompt with a model, a route, a resource. A thing that
 * something else uses is not counted twice.
 */
export function discover(used: ReadonlySet<string>, around: Surroundings): readonly Workload[] {
  const { prompts, routes, capacity } = around.library
  const free = <Named extends { readonly id: string }>(facts: Iterable<Named>) =>
    [...facts].filter(fact => !used.has(fact.id))
  const included = includedIds(around.library)
  const found = free(prompts.values())
    .filter(({ id, at }) => isProduction(at.path) && !included.has(id))
    .filter(prompt => prompt.model !== null || around.config.defaults?.model !== undefined)
    .map(prompt => promptWorkload(prompt, around))
  const made = callWorkloads(used, around)
  const usedByCalls = new Set([...found, ...made].flatMap(({ used }) => used))
  const loadedByCalls = new Set(made.flatMap(({ used }) => used))
  return [
    ...found.filter(({ workload }) => !loadedByCalls.has(workload.id)).map(({ workload }) => workload),
    ...made.map(({ workload }) => workload),
    ...free(routes.values())
      // A route without a name is a part of another one: nobody can ask for it.
      .filter(route => !usedByCalls.has(route.id) && route.names.length > 0)
      .map(route => routeWorkload(route, around)),
    ...free(capacity)
      .filter(fact => isBill(fact, around))
      .map(fact => capacityWorkload(fact, { used, around })),
  ]
}

const NOTHING_MEASURED = { quality: null, evaluation: null, outputTokens: null, samples: {}, files: [] }

function promptWorkload(prompt: PromptFact, around: Surroundings) {
  const at = () => prompt.at
  const { route, used } = routeOfCall({ config: {}, at, prompt }, around)
  const parts = { id: 'call', config: {}, at, route, prompt, measured: NOTHING_MEASURED, labels: null }
  const files = [prompt.at.path, ...filesOf(route)]
  const id = prompt.id
  return { used, workload: { ...blank(id, prompt.at, around), calls: [assembleCall(parts, around)], files } }
}

/** A route without a prompt is priced at the default profile: a shape to compare, not what it will carry. */
function routeWorkload(fact: RouteFact, around: Surroundings): Workload {
  const at = () => fact.at
  const { route } = gatewayRoute(fact, around.library)
  const parts = { id: 'call', config: {}, at, route, prompt: null, measured: NOTHING_MEASURED, labels: null }
  const id = fact.id.replace(/^route:/u, '')
  const files = [...new Set([fact.at.path, ...filesOf(route)])]
  return { ...blank(id, fact.at, around), calls: [assembleCall(parts, around)], files }
}

/** Whether somebody is billed for it: pods are not where the pool that they land on is in the tree. */
const isBill = ({ id, lifetime }: CapacityFact, { poolOf }: Surroundings) =>
  lifetime === 'always' && !poolOf.has(id)

type Rest = { readonly used: ReadonlySet<string>; readonly around: Surroundings }

/** What declared workloads take of a pool is theirs; the rest of it is its own. */
function capacityWorkload(fact: CapacityFact, { used, around }: Rest): Workload {
  const { library, poolOf } = around
  const carries = library.capacity.filter(({ id }) => poolOf.get(id) === fact.id && used.has(id))
  return {
    ...blank(fact.id, fact.at, around),
    // The address of a resource survives a move to another file of its root.
    identity: `capacity:${fact.id}`,
    environment: fact.environment ?? null,
    tags: fact.tags,
    capacity: [{ ...carriedBy(fact), carries }],
    files: [fact.at.path],
  }
}
