import { diskEntry } from './disk.ts'
import { ask } from './git.ts'
import { gitTree } from './gitTree.ts'
import { apply, renamesOf, type PathChange } from './listing.ts'
import { rawDiff } from './rawDiff.ts'
import { revisionTree } from './revision.ts'
import type { Repository } from './repository.ts'
import type { Entry, Tree } from './tree.ts'

type Side = { readonly tree: Tree; readonly renames: ReadonlyMap<string, string> }

/** The working tree as it is on disk: tracked files and those that are neither tracked nor ignored. */
export async function workingTree(repository: Repository): Promise<Tree> {
  const head = repository.head?.id ?? null
  const [base, changes, untracked] = await Promise.all([
    revisionTree(repository, head),
    rawDiff(repository, head, []),
    untrackedPaths(repository),
  ])
  return workingSide(repository, base, { changes, untracked }).tree
}

/** Submodules and nested repositories end in `/`. */
export async function untrackedPaths({ git }: Repository): Promise<readonly string[]> {
  const output = await ask(git, ['ls-files', '--others', '--exclude-standard', '-z'])
  return output.split('\0').filter(path => path !== '' && !path.endsWith('/'))
}

/** The working tree from a base tree, what changed since, and the files that git does not know. */
export function workingSide(
  repository: Repository,
  base: Tree,
  { changes, untracked }: { readonly changes: readonly PathChange[]; readonly untracked: readonly string[] },
): Side {
  const unstored = changes.filter(isOnDisk).map(({ path }) => path)
  const onDisk = new Set([...unstored, ...untracked])
  const added = untracked.map(path => ({ status: 'A', path, from: null, entry: ABSENT }))
  const seen = [...changes, ...added].map(change =>
    onDisk.has(change.path) ? seenOnDisk(repository, change) : change,
  )
  const tree = gitTree(repository, {
    label: 'working tree',
    revision: null,
    entries: apply(base.entries, seen),
    onDisk,
  })
  const moved = movedUntracked(base, seen, untracked)
  return { tree, renames: new Map([...renamesOf(seen), ...moved]) }
}

const ABSENT: Entry = { kind: 'file', key: '' }

/**
 * What differs from base is read from disk, also where git names an object id: looking for moved files, git
 * hashes the working tree and prints ids of objects that it never stored.
 */
const isOnDisk = ({ status, entry }: PathChange) => status !== 'D' && entry.kind !== 'submodule'

function seenOnDisk({ root, objectFormat }: Repository, change: PathChange): PathChange {
  const entry = diskEntry(root, change.path, objectFormat)
  return entry ? { ...change, entry } : { ...change, status: 'D' }
}

/** git pairs moved files only once it knows the new one; until then, equal content tells. */
function movedUntracked(base: Tree, changes: readonly PathChange[], untracked: readonly string[]) {
  const gone = new Map<string, string>()
  for (const { status, path } of changes) {
    const entry = base.entries.get(path)
    if (status === 'D' && entry?.kind === 'file') gone.set(entry.key, path)
  }
  const news = new Set(gone.size > 0 ? untracked : [])
  return changes.flatMap(({ path, entry, status }): [string, string][] => {
    const from = news.has(path) && status === 'A' && entry.kind === 'file' ? gone.get(entry.key) : undefined
    if (from === undefined || !gone.delete(entry.key)) return []
    return [[path, from]]
  })
}
