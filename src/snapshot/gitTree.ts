import { skipped } from './content.ts'
import { readDisk } from './disk.ts'
import type { Repository } from './repository.ts'
import type { Content, Entry, Tree } from './tree.ts'

export type GitTree = {
  readonly label: string
  readonly revision: string | null
  readonly entries: ReadonlyMap<string, Entry>
  /** Paths whose content is on disk and not in an object. */
  readonly onDisk?: ReadonlySet<string>
}

/** A tree that reads objects, and files of the working tree where they differ from them. */
export function gitTree(
  { root, blobs }: Repository,
  { label, revision, entries, onDisk = new Set() }: GitTree,
): Tree {
  return {
    label,
    revision,
    entries,
    read: async paths => {
      const present = paths.flatMap(path => {
        const entry = entries.get(path)
        return entry ? [{ path, kind: entry.kind, id: onDisk.has(path) ? null : entry.key }] : []
      })
      const stored = await blobs(
        present.flatMap(({ kind, id }) => (kind === 'file' && id !== null ? [id] : [])),
      )
      return new Map(
        present.map(({ path, kind, id }): [string, Content] => {
          if (kind !== 'file') return [path, skipped(kind)]
          return [path, id === null ? readDisk(root, path) : (stored.get(id) ?? skipped('unreadable'))]
        }),
      )
    },
  }
}
