import { blobId, contentOf } from './content.ts'
import { sorted } from './listing.ts'
import type { Content, Entry, Tree } from './tree.ts'

/** Texts by path, as a tree. */
export const memoryTree = (files: Readonly<Record<string, string>>, label = 'memory'): Tree =>
  bytesTree(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), label)

export function bytesTree(bytes: ReadonlyMap<string, Buffer>, label = 'memory'): Tree {
  const entries = [...bytes].map(([path, content]): [string, Entry] => [
    path,
    { kind: 'file', key: blobId(content, 'sha1') },
  ])
  return {
    label,
    revision: null,
    entries: sorted(entries),
    read: async paths =>
      new Map(
        paths.flatMap((path): [string, Content][] => {
          const content = bytes.get(path)
          return content ? [[path, contentOf(content)]] : []
        }),
      ),
  }
}
