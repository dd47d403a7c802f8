import { UnitcostError } from '../model/diagnostic.ts'
import { renamesOf } from './listing.ts'
import { mergeBase, resolve, type NamedCommit } from './mergeBase.ts'
import { rawDiff } from './rawDiff.ts'
import { revisedTree, revisionTree } from './revision.ts'
import { pathsOf, stagedTree } from './staged.ts'
import { untrackedPaths, workingSide } from './worktree.ts'
import type { Repository } from './repository.ts'
import type { Change } from './tree.ts'

export { openRepository, type Repository } from './repository.ts'
export { stagedPaths } from './staged.ts'

export type Sides = {
  /** A revision; null is the default branch. */
  readonly base: string | null
  /** A revision, `index`, or `worktree`; null is `worktree`. */
  readonly head: string | null
}

export type StagedChanges = {
  /** Merge base with the default branch → index. On the default branch, or without one, HEAD → index. */
  readonly branch: Change
  /** HEAD → index: this commit alone. */
  readonly commit: Change
  /** What `stagedPaths` says. */
  readonly paths: readonly string[]
}

/**
 * The change from the merge base of `base` and `head` to `head`. An index or working tree stands on HEAD;
 * before the first commit everything is new.
 * @throws UnitcostError `missing-base`, `missing-head`, `unmerged`: never an empty change instead
 */
export async function changeBetween(repository: Repository, sides: Sides): Promise<Change> {
  const kind = kindOf(sides.head)
  const head = kind === 'revision' ? sides.head : null
  const named = await namedCommits(repository, { base: sides.base, head })
  const from = named.base && named.head ? await mergeBase(repository, named.base, named.head) : null
  if (kind === 'worktree') return workingChange(repository, from)
  if (kind === 'index') return (await stagedChange(repository, from)).change
  return revisedChange(repository, from, named.head ?? unknown('missing-head', 'HEAD'))
}

/** Both changes of `check --staged`. @throws UnitcostError `missing-base`, `unmerged` */
export async function stagedChanges(repository: Repository): Promise<StagedChanges> {
  const { head, defaultBranch, branch } = repository
  const alone = stagedChange(repository, head?.id ?? null)
  const onBranch = async () => {
    if (!head || !defaultBranch || branch === defaultBranch.name) return alone
    const from = await mergeBase(repository, defaultBranch, { name: 'HEAD', commit: head })
    return from === head.id ? alone : stagedChange(repository, from)
  }
  const [commit, whole] = await Promise.all([alone, onBranch()])
  return { branch: whole.change, commit: commit.change, paths: commit.paths }
}

/** From a commit that is known to be the base to a commit. */
export async function revisedChange(
  repository: Repository,
  from: string | null,
  { commit }: NamedCommit,
): Promise<Change> {
  const [base, changes] = await Promise.all([
    revisionTree(repository, from),
    rawDiff(repository, from, [commit.id]),
  ])
  const head = revisedTree(repository, commit.id, { base, changes })
  return { base, head, renames: renamesOf(changes), date: commit.date }
}

async function workingChange(repository: Repository, from: string | null): Promise<Change> {
  const [base, changes, untracked] = await Promise.all([
    revisionTree(repository, from),
    rawDiff(repository, from, []),
    untrackedPaths(repository),
  ])
  const { tree, renames } = workingSide(repository, base, { changes, untracked })
  return { base, head: tree, renames, date: repository.head?.date ?? null }
}

async function stagedChange(repository: Repository, from: string | null) {
  const [base, changes] = await Promise.all([
    revisionTree(repository, from),
    rawDiff(repository, from, ['--cached']),
  ])
  const head = stagedTree(repository, base, changes)
  const date = repository.head?.date ?? null
  return { change: { base, head, renames: renamesOf(changes), date }, paths: pathsOf(changes) }
}

/** Both null before the first commit, when no base is named. Names cost one git process, defaults none. */
async function namedCommits(repository: Repository, { base, head }: Sides) {
  const names = [base, head].filter(name => name !== null)
  const commits = await resolve(repository, names)
  const commitNamed = (name: string): NamedCommit | null => {
    const commit = commits[names.indexOf(name)]
    return commit ? { name, commit } : null
  }
  const current = repository.head && { name: 'HEAD', commit: repository.head }
  const to = head === null ? current : (commitNamed(head) ?? unknown('missing-head', head))
  if (base !== null) return { base: commitNamed(base) ?? unknown('missing-base', base), head: to ?? unborn() }
  if (to === null) return { base: null, head: null }
  return { base: repository.defaultBranch ?? noDefault(), head: to }
}

function kindOf(head: string | null): 'worktree' | 'index' | 'revision' {
  if (head === null) return 'worktree'
  return head === 'index' || head === 'worktree' ? head : 'revision'
}

function unknown(code: 'missing-base' | 'missing-head', name: string): never {
  const hint = 'Type: git fetch origin. The names that exist are listed by: git branch --all'
  throw new UnitcostError(code, `${name} is not a commit in this clone`, hint)
}

function noDefault(): never {
  const hint =
    'Name the base, as in: unitcost diff origin/develop. Or type: git remote set-head origin --auto'
  throw new UnitcostError('missing-base', 'no default branch: neither origin/HEAD, main nor master', hint)
}

function unborn(): never {
  throw new UnitcostError('missing-base', 'HEAD has no commit yet', 'Commit first, or leave the base out.')
}
