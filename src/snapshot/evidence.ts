import { sorted } from './listing.ts'
import type { Content, Entry, Tree } from './tree.ts'

/**
 * A tree with measurements that were handed over beside it, as if they were committed below `.unitcost/`. They
 * can replace evidence that lies at the same path, and nothing else of the tree.
 * @param evidence plain files; links and submodules in it are left out
 * @see evidencePath for where a file comes to lie
 */
export function withEvidence(tree: Tree, evidence: Tree): Tree {
  const given = [...evidence.entries].flatMap(([path, entry]): readonly Given[] => {
    const target = evidencePath(path)
    return entry.kind === 'file' && target !== null ? [{ from: path, target, entry }] : []
  })
  if (given.length === 0) return tree
  const sources = new Map(given.map(({ from, target }) => [target, from]))
  return {
    ...tree,
    entries: sorted([...tree.entries, ...given.map(({ target, entry }) => [target, entry] as const)]),
    read: async paths => {
      const own = paths.filter(path => !sources.has(path))
      const handed = paths.flatMap(path => sources.get(path) ?? [])
      const [ofTree, ofEvidence] = await Promise.all([tree.read(own), evidence.read(handed)])
      const found = paths.flatMap((path): readonly (readonly [string, Content])[] => {
        const source = sources.get(path)
        const content = source === undefined ? ofTree.get(path) : ofEvidence.get(source)
        return content === undefined ? [] : [[path, content]]
      })
      return new Map(found)
    },
  }
}

type Given = { readonly from: string; readonly target: string; readonly entry: Entry }

/**
 * `benchmarks/l4.json` and `.unitcost/benchmarks/l4.json` are `.unitcost/benchmarks/l4.json`; what lies in no folder
 * of measurements goes to `.unitcost/evidence/`. So prices, and all that is policy, cannot be handed over. Null:
 * not a path inside a folder.
 */
export function evidencePath(path: string): string | null {
  const parts = path.split('/')
  if (parts.some(part => part === '' || part === '.' || part === '..') || path.includes('\\')) return null
  const inside = parts[0] === ROOT ? parts.slice(1) : parts
  const [folder, ...rest] = inside
  if (folder === undefined) return null
  return FOLDERS.has(folder) && rest.length > 0
    ? [ROOT, ...inside].join('/')
    : [ROOT, 'evidence', ...inside].join('/')
}

const ROOT = '.unitcost'
const FOLDERS: ReadonlySet<string> = new Set(['benchmarks', 'evals', 'usage', 'evidence'])
