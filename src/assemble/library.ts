import type { BenchmarkFact } from '../model/benchmark.ts'
import { importedFrom, type Imported } from './imported.ts'
import { throughWrappers } from './wrappers.ts'
import type {
  CallFact,
  ConstantFact,
  CapacityFact,
  EvalFact,
  EvalSuiteFact,
  Fact,
  PromptFact,
  RouteFact,
} from '../model/fact.ts'
import type { UsageFact } from '../model/usage.ts'
import { withPolicies } from './route-policies.ts'

/** The facts of one tree, by the references that name them. */
export type Library = {
  readonly prompts: ReadonlyMap<string, PromptFact>
  readonly routes: ReadonlyMap<string, RouteFact>
  /** Routes by a name that callers use, where exactly one route answers to it. */
  readonly routesByName: ReadonlyMap<string, RouteFact>
  readonly calls: readonly CallFact[]
  readonly constantOf: Imported<ConstantFact>
  readonly capacity: readonly CapacityFact[]
  readonly suites: readonly EvalSuiteFact[]
  readonly evals: readonly EvalFact[]
  readonly benchmarks: readonly BenchmarkFact[]
  readonly usage: readonly UsageFact[]
}

export function shelve(read: readonly Fact[]): Library {
  const facts = withPolicies(read)
  const of = <Kind extends Fact['kind']>(kind: Kind) =>
    facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
  const byId = <Named extends { readonly id: string }>(named: readonly Named[]) =>
    new Map(named.map(fact => [fact.id, fact]))
  const routes = of('route')
  return {
    prompts: byId(of('prompt')),
    routes: byId(routes),
    routesByName: uniqueNames(routes),
    calls: throughWrappers(of('call')),
    constantOf: importedFrom(of('constant')),
    capacity: of('capacity'),
    suites: of('eval-suite'),
    evals: of('eval'),
    benchmarks: of('benchmark'),
    usage: of('usage'),
  }
}

function uniqueNames(routes: readonly RouteFact[]): ReadonlyMap<string, RouteFact> {
  const named = routes.flatMap(route => route.names.map(name => ({ name, route })))
  const counts = new Map<string, number>()
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map(named.filter(({ name }) => counts.get(name) === 1).map(({ name, route }) => [name, route]))
}
