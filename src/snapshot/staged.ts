import { UnitcostError } from '../model/diagnostic.ts'
import { gitTree } from './gitTree.ts'
import { apply, type PathChange } from './listing.ts'
import { rawDiff } from './rawDiff.ts'
import type { Repository } from './repository.ts'
import type { Tree } from './tree.ts'

/** Paths that the next commit adds, changes, deletes or moves (both names), sorted. One git process. */
export async function stagedPaths(repository: Repository): Promise<readonly string[]> {
  return pathsOf(await rawDiff(repository, repository.head?.id ?? null, ['--cached']))
}

export const pathsOf = (changes: readonly PathChange[]): readonly string[] =>
  [...new Set(changes.flatMap(({ path, from }) => (from === null ? [path] : [from, path])))].toSorted()

/** The git index: what a commit would contain. @throws UnitcostError `unmerged` */
export function stagedTree(repository: Repository, base: Tree, changes: readonly PathChange[]): Tree {
  const unmerged = changes.find(({ status }) => status === 'U')
  if (unmerged)
    throw new UnitcostError(
      'unmerged',
      `${unmerged.path} has merge conflicts in the index`,
      'Resolve them and git add the files.',
    )
  return gitTree(repository, { label: 'index', revision: null, entries: apply(base.entries, changes) })
}
