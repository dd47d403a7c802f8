import type { Config, MachineConfig } from '../config/config.ts'
import type { Assumptions } from '../model/assumptions.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Place } from '../model/evidence.ts'
import type { Fact, PromptFact } from '../model/fact.ts'
import type { Route, Workload } from '../model/workload.ts'
import { declaredWorkload } from './declared.ts'
import { discover } from './discovered.ts'
import { shelve, type Library } from './library.ts'
import { loosePrompts } from './loose.ts'
import { place, type Placement } from './placement.ts'

export type Assembly = {
  readonly facts: readonly Fact[]
  /** Declarations that hold for this side of the change. */
  readonly config: Config
  /** Where a key of the configuration is written. */
  readonly placeOf: (pointer: readonly string[]) => Place
  readonly discover: boolean
  readonly assumptions: Assumptions
  /** What stands behind labels and files that do not say on which machine they run. */
  readonly machines: readonly MachineConfig[]
  /** Paths that cannot be read on this side, with the reason: what is made from them has no price. */
  readonly broken: ReadonlyMap<string, string>
  /** The path that a file had at base: identity follows renames. */
  readonly formerPath: (path: string) => string
}

/** What every part of the assembly needs to know. */
export type Surroundings = Assembly & {
  readonly library: Library
  readonly poolOf: Placement['poolOf']
  readonly maxOutputOf: (route: Route) => number | null
}

export type Assembled = {
  readonly workloads: readonly Workload[]
  readonly diagnostics: readonly Diagnostic[]
  /** Prompts that nothing uses and that name no model. */
  readonly loose: readonly PromptFact[]
}

/**
 * Facts become workloads: prompt → alias → group → deployment. What unitcost.yml declares comes first;
 * whatever it does not use is discovered, each thing once.
 */
export function assemble(input: Assembly): Assembled {
  const facts = shelve(input.facts)
  const { capacity, poolOf } = place(facts.capacity, input.machines)
  const library = { ...facts, capacity }
  const around: Surroundings = {
    ...input,
    library,
    poolOf,
    maxOutputOf: route => maxOutput(route, library),
  }
  const declared = Object.keys(input.config.workloads ?? {}).map(id => declaredWorkload(id, around))
  const used = new Set(declared.flatMap(({ used }) => used))
  const found = input.discover ? discover(used, around) : []
  return {
    workloads: [...declared.map(({ workload }) => workload), ...found].map(workload =>
      withBroken(workload, input),
    ),
    diagnostics: declared.flatMap(({ diagnostics }) => diagnostics),
    loose: input.discover ? loosePrompts(library, used, input.config) : [],
  }
}

function withBroken(workload: Workload, { broken }: Assembly): Workload {
  const problems = [...new Set(workload.files)].flatMap(path => broken.get(path) ?? [])
  return problems.length === 0 ? workload : { ...workload, problems: [...workload.problems, ...problems] }
}

/** The largest answer that every target of a route allows; null where one of them sets no limit. */
function maxOutput(route: Route, library: Library): number | null {
  const fact = library.routes.get(route.id)
  const limits = fact?.targets.map(target => target.maxOutput) ?? []
  const known = limits.filter(limit => limit !== null)
  return known.length === 0 || known.length < limits.length ? null : Math.max(...known)
}
