import type { Diagnostic } from '../model/diagnostic.ts'
import type { Fact } from '../model/fact.ts'
import { CODE_SYNTAX } from './code/reading.ts'
import type { FileReading, TreeReading } from './read-tree.ts'

/** What head says, after files that cannot be read were taken for what they are: unknown, not removed. */
export type HeadReading = {
  readonly facts: readonly Fact[]
  readonly diagnostics: readonly Diagnostic[]
  /** Paths that matter and cannot be read, with the reason in words. */
  readonly broken: ReadonlyMap<string, string>
}

type Before = {
  readonly base: TreeReading
  readonly named: ReadonlySet<string>
  readonly formerPath: (path: string) => string
}

/**
 * A file that gave facts at base, or that unitcost.yml names, and cannot be read at head is an error: its
 * facts are kept from base and have no price. One that never mattered is a warning, or nothing at all where
 * it merely was too large or binary.
 */
export function headReading(head: TreeReading, { base, named, formerPath }: Before): HeadReading {
  const files = [...head].map(([path, reading]) => {
    const before = base.get(formerPath(path))
    const former = before?.facts ?? []
    const matters = named.has(path) || former.length > 0
    return { path, reading, former, matters: matters && !understood(reading, before) }
  })
  const unreadable = files.filter(({ reading }) => isUnreadable(reading.diagnostics))
  const lost = unreadable.filter(({ matters }) => matters)
  const broken = new Map(lost.map(({ path, reading }) => [path, reasonOf(path, reading.diagnostics)]))
  return {
    broken,
    // A broken file may still give some facts: base's stand in for those that it lost.
    facts: uniqueById([
      ...files.flatMap(({ reading }) => reading.facts),
      ...lost.flatMap(({ former }) => former),
    ]),
    diagnostics: files.flatMap(({ path, reading }) =>
      reading.diagnostics.flatMap(found => weigh(found, broken.has(path))),
    ),
  }
}

const uniqueById = (facts: readonly Fact[]): readonly Fact[] => {
  const seen = new Set<string>()
  return facts.filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`))
}

/**
 * Code with a syntax error in which every call of base is still there lost nothing that matters. Code that did not
 * parse before either is not broken by the change: it may use syntax that our parser does not know.
 */
function understood({ facts, diagnostics }: FileReading, before: FileReading | undefined) {
  const isCode = diagnostics.every(({ code, severity }) => severity !== 'error' || code === CODE_SYNTAX)
  if (!isCode) return false
  const calls = before?.facts.filter(({ kind }) => kind === 'call') ?? []
  const isEach = calls.every(old =>
    facts.some(({ kind, id }) => kind === 'call' && nameOf(id) === nameOf(old.id)),
  )
  return isEach || before?.diagnostics.some(({ code }) => code === CODE_SYNTAX) === true
}

const nameOf = (id: string) => id.slice(id.indexOf('#'))

const isUnreadable = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.some(({ severity }) => severity === 'error')

function weigh(found: Diagnostic, matters: boolean): readonly Diagnostic[] {
  if (found.severity !== 'error' || matters) return [found]
  return found.code.startsWith('not-analyzed') || found.code === CODE_SYNTAX
    ? []
    : [{ ...found, severity: 'warning' }]
}

function reasonOf(path: string, diagnostics: readonly Diagnostic[]): string {
  const worst = diagnostics.find(({ severity }) => severity === 'error')
  const line = worst?.line ?? null
  const message = (worst?.message ?? 'unknown problem').replace(/\.$/u, '')
  const where = `${path}${line === null ? '' : `:${line}`}`
  return message.startsWith('this file is not')
    ? message.replace('this file', where)
    : `${where} cannot be read: ${message}`
}
