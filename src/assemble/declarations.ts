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

export type Side = {
  readonly own: Settings
  readonly other: Settings
  readonly facts: readonly Fact[]
  /** The path here of a file of the other side: files move. */
  readonly pathHere: (path: string) => string
}

/**
 * The declarations that hold for one side. A workload that only the other side declares, while everything it
 * names lies in this tree too, is the same workload: declaring it is no cost, and dropping the declaration
 * is no saving.
 */
export function declarationsFor({ own, other, facts, pathHere }: Side): Declarations {
  const library = shelve(facts)
  const mine = own.config.workloads ?? {}
  const theirs = Object.entries(other.config.workloads ?? {})
    .filter(([id]) => !Object.hasOwn(mine, id))
    .map(([id, workload]) => [id, moved(workload, pathHere)] as const)
    .filter(([, workload]) => resolvesIn(library, workload))
  const borrowed = theirs.map(([id]) => id)
  return {
    config: { ...own.config, workloads: { ...mine, ...Object.fromEntries(theirs) } },
    placeOf: pointer => (borrowed.includes(String(pointer[1])) ? other : own).places(pointer),
    borrowed,
  }
}

/** The same declaration with the paths that its files have here. */
function moved(workload: WorkloadConfig, pathHere: (path: string) => string): WorkloadConfig {
  const { calls, served_by: served, usage } = workload
  const call = (own: CallConfig): CallConfig => ({
    ...own,
    ...(own.prompt === undefined ? {} : { prompt: pathHere(own.prompt) }),
    ...(own.model === undefined ? {} : { model: movedReference(own.model, pathHere) }),
  })
  return {
    ...workload,
    ...(calls === undefined
      ? {}
      : { calls: Object.fromEntries(Object.entries(calls).map(([name, own]) => [name, call(own)])) }),
    ...(served === undefined ? {} : { served_by: served.map(pathHere) }),
    ...(usage === undefined ? {} : { usage: usage.map(reference => movedAddress(reference, pathHere)) }),
  }
}

/** `PATH`, or `PATH#NAME`. */
function movedAddress(reference: string, pathHere: (path: string) => string): string {
  const [path = '', ...name] = reference.split('#')
  return [pathHere(path), ...name].join('#')
}

function movedReference(model: string, pathHere: (path: string) => string): string {
  const [, path, name] = /^route:([^#]*)(#.*)?$/u.exec(model) ?? []
  return path === undefined ? model : `route:${pathHere(path)}${name ?? ''}`
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
