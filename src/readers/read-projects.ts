import { createHash } from 'node:crypto'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Fact } from '../model/fact.ts'
import { collect, groupBy } from '../model/group-by.ts'
import type { Tree } from '../snapshot/tree.ts'
import { withPlans } from './planned.ts'
import type { ProjectSetup, Reading, SourceFile } from './reader.ts'
import type { FileReading, TreeReading } from './read-tree.ts'
import type { ReadingCache } from './reading-cache.ts'

/** What each format that spreads over files says about a tree, by the id of the format. */
export type ProjectReadings = ReadonlyMap<string, Reading>

type Known = {
  readonly setup: ProjectSetup
  readonly cache: ReadingCache
  /** Base: what belonged to a project still does, also when it is broken beyond recognition. */
  readonly before: { readonly files: TreeReading; readonly formerPath: (path: string) => string } | null
}

/** Reads every project whose files changed since it was read last; all files of it together. */
export async function readProjects(tree: Tree, files: TreeReading, known: Known): Promise<ProjectReadings> {
  const members = membersOf(files, known.before)
  const readings = new Map<string, Reading>()
  for (const [id, paths] of members) {
    const seen = { path: `project ${id}`, key: keyOf(paths, files, known.setup), isNamed: false }
    const before = known.cache.get(seen)
    const reading = before ?? (await readNow(tree, id, { paths, setup: known.setup }))
    // Only what is new is told to the cache: it would else be written anew by every run.
    if (before === undefined) known.cache.set(seen, { reader: id, projects: [], ...reading })
    readings.set(id, reading)
  }
  return readings
}

function membersOf(files: TreeReading, before: Known['before']): ReadonlyMap<string, readonly string[]> {
  const pairs = [...files].flatMap(([path, { projects }]) => {
    const former = before?.files.get(before.formerPath(path))?.projects ?? []
    return [...new Set([...projects, ...former])].map(id => [id, path] as const)
  })
  return collect(pairs)
}

/** No file of a tree has a key with a space, so none can pass for a project. */
function keyOf(paths: readonly string[], files: TreeReading, setup: ProjectSetup): string {
  const parts = paths.map(path => [path, files.get(path)?.key ?? ''])
  return `project ${createHash('sha256')
    .update(JSON.stringify([parts, setup]))
    .digest('hex')}`
}

type Members = { readonly paths: readonly string[]; readonly setup: ProjectSetup }

async function readNow(tree: Tree, id: string, { paths, setup }: Members): Promise<Reading> {
  const [contents, { projects }] = await Promise.all([tree.read(paths), import('./projects.ts')])
  const files = paths.flatMap((path): readonly (readonly [string, SourceFile])[] => {
    const content = contents.get(path)
    return content?.kind === 'text' ? [[path, { path, text: content.text }]] : []
  })
  const reader = projects.find(project => project.id === id)
  const { facts, diagnostics } = reader?.read(new Map(files), setup) ?? { facts: [], diagnostics: [] }
  return { facts, diagnostics }
}

/** Every fact and problem of the projects, said of the file that it is in. */
export function withProjects(files: TreeReading, projects: ProjectReadings): TreeReading {
  const all = [...withPlans(projects).values()]
  const facts = groupBy(
    all.flatMap(reading => reading.facts),
    fact => fact.at.path,
  )
  const diagnostics = groupBy(
    all.flatMap(reading => reading.diagnostics),
    found => found.path ?? '',
  )
  const touched = [...new Set([...facts.keys(), ...diagnostics.keys()])]
  const merged = touched.map((path): readonly [string, FileReading] => {
    const own = files.get(path) ?? { facts: [], diagnostics: [], reader: null, projects: [], key: '' }
    return [
      path,
      {
        ...own,
        facts: [...own.facts, ...(facts.get(path) ?? [])],
        diagnostics: [...own.diagnostics, ...(diagnostics.get(path) ?? [])],
      },
    ]
  })
  return new Map([...files, ...merged])
}

/**
 * What base says and head, where a file of the project cannot be read, does not say any more: unknown, not
 * gone. The file that broke may be another one than the one that declares the resource.
 */
export function keepLost(head: ProjectReadings, base: ProjectReadings): ProjectReadings {
  return new Map(
    [...head].map(([id, reading]) => {
      const old = new Set(base.get(id)?.diagnostics.map(problemOf))
      const broken = reading.diagnostics.find(
        found => found.severity === 'error' && !old.has(problemOf(found)),
      )
      if (broken === undefined) return [id, reading]
      const ids = new Set(reading.facts.map(fact => fact.id))
      const lost = (base.get(id)?.facts ?? []).filter(fact => !ids.has(fact.id))
      return [id, { ...reading, facts: [...reading.facts, ...lost.map(fact => unknown(fact, broken))] }]
    }),
  )
}

/** What was broken before hides nothing that this change removed. */
const problemOf = ({ code, path, message }: Diagnostic) => `${code} ${path} ${message}`

function unknown(fact: Fact, { path, line }: Diagnostic): Fact {
  if (fact.kind !== 'capacity') return fact
  const where = line === null ? path : `${path}:${line}`
  return { ...fact, unresolved: `${where} cannot be read, so nobody knows whether it is still there` }
}
