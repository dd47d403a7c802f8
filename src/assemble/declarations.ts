import type { CallConfig, Config, WorkloadConfig } from '../config/config.ts'
import type { Pointer } from '../config/places.ts'
import type { Settings } from '../config/settings.ts'
import type { Place } from '../model/evidence.ts'
import { shelve, type Library } from './library.ts'
import type { Fact } from '../model/fact.ts'

export type Declarations = {
  readonly config: Config
  readonly placeOf: (pointer: Pointer) => Place
  /** Workloads that this side does not declare itself. */
  readonly borrowed: readonly string[]
}

/**
 * The declarations that hold for one side. A workload that only the other side declares, while everything it
 * names lies in this tree too, is the same workload: declaring it is no cost, and dropping the declaration
 * is no saving.
 */
export function declarationsFor(own: Settings, other: Settings, facts: readonly Fact[]): Declarations {
  const library = shelve(facts)
  const mine = own.config.workloads ?? {}
  const theirs = Object.entries(other.config.workloads ?? {}).filter(
    ([id, workload]) => !Object.hasOwn(mine, id) && resolvesIn(library, workload),
  )
  const borrowed = theirs.map(([id]) => id)
  return {
    config: { ...own.config, workloads: { ...mine, ...Object.fromEntries(theirs) } },
    placeOf: pointer => (borrowed.includes(String(pointer[1])) ? other : own).places(pointer),
    borrowed,
  }
}

function resolvesIn(library: Library, workload: WorkloadConfig): boolean {
  const calls = Object.values(workload.calls ?? {})
  const prompts = calls.flatMap(call => call.prompt ?? [])
  const routes = calls.flatMap(call => (call.model?.startsWith('route:') ? [call.model] : []))
  const served = workload.served_by ?? []
  if (prompts.length + routes.length + served.length === 0) return false
  const files = new Set([...library.routes.values()].map(route => route.at.path))
  return (
    prompts.every(path => library.prompts.has(path)) &&
    routes.every(reference => files.has(reference.slice('route:'.length).split('#')[0] ?? '')) &&
    served.every(path => library.capacity.some(fact => fact.id === path || fact.at.path === path))
  )
}

/** What a declaration may say to make a workload look cheaper without a change of the tree. */
const QUANTITIES = [
  'context',
  'history_tokens',
  'output_tokens',
  'per_request',
  'loop',
  'prompt_cache_hit_rate',
  'response_cache',
  'retry_rate',
  'fallback_rate',
  'retrieval',
] as const satisfies readonly (keyof CallConfig)[]

/**
 * Head's workloads with base's quantities (traffic, sizes, rates), for those that both declare and that
 * differ in them. Budgets are judged with the dearer of the two.
 */
export function strictDeclarations(base: Config, head: Config): Readonly<Record<string, WorkloadConfig>> {
  const both = Object.entries(head.workloads ?? {}).flatMap(([id, own]) => {
    const old = base.workloads?.[id]
    return old === undefined ? [] : [[id, own, withQuantities(own, old)] as const]
  })
  return Object.fromEntries(
    both
      .filter(([, own, strict]) => JSON.stringify(own) !== JSON.stringify(strict))
      .map(([id, , strict]) => [id, strict]),
  )
}

function withQuantities(own: WorkloadConfig, old: WorkloadConfig): WorkloadConfig {
  const calls = Object.entries(own.calls ?? {}).map(([name, call]) => {
    const before = old.calls?.[name]
    return [name, before === undefined ? call : strictCall(call, before)] as const
  })
  const traffic = old.traffic ?? own.traffic
  return {
    ...own,
    ...(own.calls === undefined ? {} : { calls: Object.fromEntries(calls) }),
    ...(traffic === undefined ? {} : { traffic }),
  }
}

function strictCall(own: CallConfig, old: CallConfig): CallConfig {
  const kept = Object.entries(own).filter(([key]) => !QUANTITIES.some(quantity => quantity === key))
  const restored = QUANTITIES.flatMap(key => (old[key] === undefined ? [] : [[key, old[key]] as const]))
  const call: CallConfig = Object.fromEntries([...kept, ...restored])
  if (own.variables === undefined && old.variables === undefined) return call
  return { ...call, variables: { ...own.variables, ...old.variables } }
}
