import { UnitcostError } from '../model/diagnostic.ts'
import { revisedChange } from './change.ts'
import { fetchHistory } from './fetch.ts'
import { findMergeBase, resolve, type NamedCommit } from './mergeBase.ts'
import type { Repository } from './repository.ts'
import type { Change } from './tree.ts'

/** The two commits that a pull request or merge queue event names. */
export type PullRequest = { readonly baseSha: string; readonly headSha: string }

/**
 * The change of a pull request as CI has it checked out. On GitHub's merge commit it is the exact effect of
 * merging, first parent → HEAD; on anything else it is merge base → head of the pull request.
 * Missing commits and history are fetched when the repository may fetch.
 * @throws UnitcostError `missing-base`
 */
export async function pullRequestChange(repository: Repository, pull: PullRequest): Promise<Change> {
  const { head } = repository
  const target = head?.parents[1] === pull.headSha ? head.parents[0] : undefined
  if (head && target && (await present(repository, target)))
    return revisedChange(repository, target, { name: 'HEAD', commit: head })
  for (const depth of depthsOf(repository)) {
    if (depth !== null) await deepen(repository, pull, depth)
    const sides = await parted(repository, pull)
    if (sides) return revisedChange(repository, sides.base, sides.head)
  }
  throw missingBase(repository, pull)
}

/** A merge commit in a clone of depth 1 names its first parent but does not have it. */
async function present(repository: Repository, commit: string): Promise<boolean> {
  if ((await resolve(repository, [commit]))[0]) return true
  const { git, remote, mayFetch } = repository
  return (
    mayFetch && remote !== null && fetchHistory({ git, remote }, { depth: ['--depth=1'], commits: [commit] })
  )
}

/** Null: as it is. Each further step fetches more. */
function depthsOf({ mayFetch, remote, shallow }: Repository): readonly (readonly string[] | null)[] {
  if (!mayFetch || remote === null) return [null]
  return shallow ? [null, ['--deepen=50'], ['--deepen=200'], ['--unshallow']] : [null, []]
}

async function deepen(
  { git, remote }: Repository,
  { baseSha, headSha }: PullRequest,
  depth: readonly string[],
): Promise<void> {
  if (remote !== null) await fetchHistory({ git, remote }, { depth, commits: [baseSha, headSha] })
}

async function parted(
  repository: Repository,
  { baseSha, headSha }: PullRequest,
): Promise<{ readonly base: string; readonly head: NamedCommit } | null> {
  const [base, commit] = await resolve(repository, [baseSha, headSha])
  if (!base || !commit) return null
  const common = await findMergeBase(repository, base.id, commit.id)
  return common === null ? null : { base: common, head: { name: headSha, commit } }
}

const missingBase = ({ shallow }: Repository, { baseSha, headSha }: PullRequest) =>
  new UnitcostError(
    'missing-base',
    `no common ancestor of base ${baseSha} and head ${headSha} in this clone`,
    shallow
      ? 'Give actions/checkout fetch-depth: 0, or run: git fetch --unshallow'
      : 'Fetch both commits before this step, as in: git fetch origin BASE_SHA HEAD_SHA',
  )
