import { withTree } from './overlay.ts'
import type { Tree } from './tree.ts'

/**
 * A tree with measurements that were handed over beside it, as if they were committed below `.unitcost/`. They can
 * replace evidence that lies at the same path, and nothing else of the tree.
 */
export const withEvidence = (tree: Tree, evidence: Tree): Tree => withTree(tree, evidence, evidencePath)

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
