import { shortId } from './commit.ts'
import { ask } from './git.ts'
import { gitTree } from './gitTree.ts'
import { apply, parseTree, type PathChange } from './listing.ts'
import type { Repository } from './repository.ts'
import type { Tree } from './tree.ts'

/** The tree of a commit; null is the tree before the first commit. @throws UnitcostError `git-failed` */
export async function revisionTree(repository: Repository, commit: string | null): Promise<Tree> {
  if (commit === null) return gitTree(repository, { label: 'empty tree', revision: null, entries: new Map() })
  const listing = await ask(repository.git, ['ls-tree', '-r', '-z', '--full-tree', commit])
  return gitTree(repository, { ...named(commit), entries: parseTree(listing) })
}

/** The tree of `commit`, from a base tree and what changed since. */
export function revisedTree(
  repository: Repository,
  commit: string,
  { base, changes }: { readonly base: Tree; readonly changes: readonly PathChange[] },
): Tree {
  return gitTree(repository, { ...named(commit), entries: apply(base.entries, changes) })
}

const named = (commit: string) => ({ label: shortId(commit), revision: commit })
