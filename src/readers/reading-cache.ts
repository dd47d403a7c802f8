import type { CacheFile } from '../snapshot/cacheFile.ts'
import { NOTHING, type Reading } from './reader.ts'

/** What a file said, which reader understood it, and which formats of several files it is a part of. */
export type Read = Reading & { readonly reader: string | null; readonly projects: readonly string[] }

/** A file by what its reading depends on. `key` is the git object id of its content. */
export type Seen = { readonly path: string; readonly key: string; readonly isNamed: boolean }

/** Remembers what files said, so that a file that did not change is neither fetched nor parsed again. */
export type ReadingCache = {
  readonly get: (file: Seen) => Read | undefined
  readonly set: (file: Seen, read: Read) => void
}

export const noCache: ReadingCache = { get: () => undefined, set: () => {} }

/**
 * A cache in a file of its own: a line that names the build, then a line for each file, what was used last
 * first. Readers change from build to build, so another build's readings count as none, as does whatever is
 * not of this form. `save` writes only when something is new, and keeps about 16 million characters.
 * The file decides what things cost: it must never come from the tree that is judged.
 * @param build null: nothing is remembered
 */
export function readingCache(
  file: CacheFile,
  build: string | null,
): ReadingCache & { readonly save: () => void } {
  if (build === null) return { ...noCache, save: () => {} }
  const header = `unitcost readings of build ${build}`
  const old = linesOf(file.read() ?? '', header)
  const used = new Map<string, string>()
  let isNew = false
  return {
    get: seen => {
      const key = keyOf(seen)
      const line = used.get(key) ?? old.get(key)
      if (line === undefined) return undefined
      used.set(key, line)
      return parsed(line)
    },
    set: (seen, read) => {
      const key = keyOf(seen)
      if (CONTROL.test(key)) return
      isNew = true
      used.set(key, isNothing(read) ? 'null' : JSON.stringify(read))
    },
    save: () => {
      if (isNew) file.write([header, ...newest([...used, ...old])].join('\n'))
      isNew = false
    },
  }
}

const MOST_CHARACTERS = 16_000_000

/** A path with a tab or a line feed is not remembered; JSON text has neither: they are escaped in it. */
const CONTROL = /[\t\n]/

const keyOf = ({ path, key, isNamed }: Seen) => `${key} ${isNamed ? 'named' : 'found'} ${path}`

function linesOf(text: string, header: string): ReadonlyMap<string, string> {
  const [first, ...lines] = text.split('\n')
  if (first !== header) return new Map()
  return new Map(
    lines.map(line => {
      const tab = line.indexOf('\t')
      return [line.slice(0, tab), line.slice(tab + 1)]
    }),
  )
}

/** Each key once: what comes first is what was used last. */
function newest(lines: readonly (readonly [string, string])[]): readonly string[] {
  const seen = new Set<string>()
  let left = MOST_CHARACTERS
  return lines.flatMap(([key, read]) => {
    if (seen.has(key) || left < key.length + read.length) return []
    seen.add(key)
    left -= key.length + read.length
    return [`${key}\t${read}`]
  })
}

/** Most YAML and JSON of a repository says nothing: that is remembered in few bytes. */
const isNothing = ({ facts, diagnostics, reader, projects }: Read) =>
  facts.length === 0 && diagnostics.length === 0 && reader === null && projects.length === 0

const SILENT: Read = { ...NOTHING, reader: null, projects: [] }

function parsed(line: string): Read | undefined {
  try {
    const read: Read | null = JSON.parse(line)
    if (read === null) return SILENT
    return [read.facts, read.diagnostics, read.projects].every(Array.isArray) ? read : undefined
  } catch {
    return undefined
  }
}
