import { UnitcostError } from '../model/diagnostic.ts'
import { commitOf, requestFor, type Commit } from './commit.ts'
import { catFile } from './objects.ts'
import type { Repository } from './repository.ts'

/** A commit and what the user calls it. */
export type NamedCommit = { readonly name: string; readonly commit: Commit }

/**
 * Where two commits parted, never the tip of the target branch: what others merged meanwhile is no change.
 * @throws UnitcostError `missing-base` when this clone holds no common ancestor
 */
export async function mergeBase(
  repository: Repository,
  base: NamedCommit,
  head: NamedCommit,
): Promise<string> {
  const found = await findMergeBase(repository, base.commit.id, head.commit.id)
  if (found !== null) return found
  throw new UnitcostError(
    'missing-base',
    `no common ancestor of ${base.name} and ${head.name} in this clone`,
    repository.shallow
      ? 'The history is cut off. Type: git fetch --unshallow. In GitHub Actions, give actions/checkout fetch-depth: 0.'
      : 'The two have unrelated histories: name another base, as in: unitcost diff BASE',
  )
}

/** Null when there is none, or one of the commits is not here. */
export async function findMergeBase({ git }: Repository, a: string, b: string): Promise<string | null> {
  if (a === b) return a
  const { code, stdout } = await git(['merge-base', a, b])
  return code === 0 ? stdout.toString().trim() : null
}

/** Commits by any name that git knows; null for a name that it does not. At most one git process. */
export async function resolve(
  { git, commits }: Repository,
  names: readonly string[],
): Promise<readonly (Commit | null)[]> {
  const others = names.filter(name => !commits.has(name))
  const objects = await catFile(git, others.map(requestFor))
  return names.map(name => commits.get(name) ?? commitOf(objects[others.indexOf(name)] ?? null))
}
