import { bytesTree } from './memory.ts'
import { sorted } from './listing.ts'
import type { Content, Entry, Tree } from './tree.ts'

/** The tree with further files, or other ones in their place. */
export const withFiles = (tree: Tree, files: ReadonlyMap<string, Buffer>): Tree =>
  withTree(tree, bytesTree(files), path => path)

/**
 * The tree with the plain files of another one laid over it; links and submodules of that are left out.
 * @param place where a file of it comes to lie; null: nowhere
 */
export function withTree(tree: Tree, over: Tree, place: (path: string) => string | null): Tree {
  const given = [...over.entries].flatMap(([from, entry]): readonly Given[] => {
    const target = entry.kind === 'file' ? place(from) : null
    return target === null ? [] : [{ from, target, entry }]
  })
  if (given.length === 0) return tree
  const sources = new Map(given.map(({ from, target }) => [target, from]))
  return {
    ...tree,
    entries: sorted(
      new Map([...tree.entries, ...given.map(({ target, entry }) => [target, entry] as const)]),
    ),
    read: async paths => {
      const found = await tree.read(paths.filter(path => !sources.has(path)))
      const laid = await over.read(paths.flatMap(path => sources.get(path) ?? []))
      const ours = paths.flatMap((path): [string, Content][] => {
        const content = laid.get(sources.get(path) ?? '')
        return content === undefined ? [] : [[path, content]]
      })
      return new Map([...found, ...ours])
    },
  }
}

type Given = { readonly from: string; readonly target: string; readonly entry: Entry }
