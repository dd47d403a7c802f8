import { blobId, contentOf } from './content.ts'
import { sorted } from './listing.ts'
import type { Content, Entry, Tree } from './tree.ts'

/** The tree with further files, or other ones in their place. */
export function withFiles(tree: Tree, files: ReadonlyMap<string, Buffer>): Tree {
  if (files.size === 0) return tree
  const added = [...files].map(([path, bytes]): [string, Entry] => [
    path,
    { kind: 'file', key: blobId(bytes, 'sha1') },
  ])
  return {
    ...tree,
    entries: sorted(new Map([...tree.entries, ...added])),
    read: async paths => {
      const found = await tree.read(paths.filter(path => !files.has(path)))
      const ours = paths.flatMap((path): [string, Content][] => {
        const bytes = files.get(path)
        return bytes === undefined ? [] : [[path, contentOf(bytes)]]
      })
      return new Map([...found, ...ours])
    },
  }
}
