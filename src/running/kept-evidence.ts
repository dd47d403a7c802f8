import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { withFiles } from '../snapshot/overlay.ts'
import type { Change, Tree } from '../snapshot/tree.ts'

/**
 * What evals of one commit measured, as evidence files in the git directory: `unitcost/evals/COMMIT/NAME.json`.
 * `unitcost eval` writes them, a CI job may bring them along as an artifact, and no commit can hold them.
 */
export const keptName = (commit: string, name: string) => `evals/${commit}/${name}.json`

/** Where evidence of a suite stands in a tree: `evals/triage/promptfooconfig.yaml` is `evals--triage`. */
export function suiteName(suite: string): string {
  const words = suite
    .replace(/\.\w{1,5}$/, '')
    .split('/')
    .filter((word, index, all) => word !== 'promptfooconfig' || (index < all.length - 1 && all.length > 1))
  return (words.length === 0 ? ['promptfoo'] : words).join('--').replaceAll(/[^\w.-]/g, '_')
}

export const evidencePath = (name: string) => `.unitcost/evals/${name}.json`

/** Both sides with the evidence that is kept for their commits, which counts before what the tree itself says. */
export const withKeptEvidence = (change: Change, gitDir: string | null): Change =>
  gitDir === null
    ? change
    : { ...change, base: withKept(change.base, gitDir), head: withKept(change.head, gitDir) }

function withKept(tree: Tree, gitDir: string): Tree {
  if (tree.revision === null) return tree
  const folder = join(gitDir, 'unitcost', 'evals', tree.revision)
  return withFiles(tree, new Map(filesIn(folder).map(name => [evidencePath(name), read(folder, name)])))
}

/** An artifact may hold anything: plain files of a plain name and size only. */
function filesIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(file => file.isFile() && PLAIN.test(file.name))
    .map(({ name }) => name.slice(0, -'.json'.length))
    .filter(name => statSync(join(folder, `${name}.json`)).size <= MOST_BYTES)
    .toSorted()
    .slice(0, MOST_FILES)
}

const read = (folder: string, name: string) => readFileSync(join(folder, `${name}.json`))

const PLAIN = /^\w[\w.-]{0,200}\.json$/
const MOST_BYTES = 2 ** 20
const MOST_FILES = 200
