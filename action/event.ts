import { UnitcostError } from '../src/model/diagnostic.ts'
import { valueAt } from './payload.ts'

/** What triggered the workflow, as the runner hands it over. */
export type Event = {
  readonly name: string
  /** https://docs.github.com/webhooks/webhook-events-and-payloads */
  readonly payload: unknown
  /** GITHUB_SHA */
  readonly sha: string
}

export type Subject = {
  readonly sides: Sides
  /** The commit that files are linked at. */
  readonly headSha: string
  /** Null where there is no pull request to comment on. */
  readonly pull: { readonly number: number; readonly isFork: boolean } | null
  /** The pull request that an entry of the merge queue is for: its waivers hold there too. */
  readonly queued: number | null
}

export type Sides =
  | { readonly kind: 'commits'; readonly baseSha: string; readonly headSha: string }
  /** From where `headSha` left a branch. */
  | { readonly kind: 'branch'; readonly base: string; readonly headSha: string }

/**
 * Which two commits an event is about. Any event with a pull request in it will do: contents are read as git
 * objects, never from the working tree, so it does not matter what `pull_request_target` has checked out.
 * @throws UnitcostError `unsupported-event`
 */
export function subjectOf({ name, payload, sha }: Event): Subject {
  const at = (...path: readonly string[]) => valueAt(payload, path)
  if (at('pull_request') !== undefined) return pullRequest(at)
  const defaultBranch = textOf(at('repository', 'default_branch'))
  if (name === 'merge_group') return queueEntry(at)
  if (name === 'push' && isCommit(at('after'))) {
    const ownBranch = at('ref') === `refs/heads/${defaultBranch}`
    return ownBranch && isCommit(at('before'))
      ? commits(at('before'), at('after'))
      : sinceBranch(defaultBranch, at('after'))
  }
  if (name === 'workflow_dispatch') return sinceBranch(defaultBranch, sha)
  throw unsupported(`the event \`${name}\` has no change to judge`)
}

type Read = (...path: readonly string[]) => unknown

function pullRequest(at: Read): Subject {
  const { sides, headSha } = commits(at('pull_request', 'base', 'sha'), at('pull_request', 'head', 'sha'))
  const number = at('pull_request', 'number')
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw unsupported('the pull request in the event has no number')
  const source = at('pull_request', 'head', 'repo', 'full_name')
  return { sides, headSha, queued: null, pull: { number, isFork: source !== at('repository', 'full_name') } }
}

/** The branch of an entry is named `gh-readonly-queue/main/pr-12-…`. */
function queueEntry(at: Read): Subject {
  const [, number] =
    /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]+$/.exec(
      textOf(at('merge_group', 'head_ref')),
    ) ?? []
  const entry = commits(at('merge_group', 'base_sha'), at('merge_group', 'head_sha'))
  return { ...entry, queued: number === undefined ? null : Number(number) }
}

function commits(base: unknown, head: unknown): Subject {
  if (!isCommit(base) || !isCommit(head)) throw unsupported('the event does not name two commits')
  return { sides: { kind: 'commits', baseSha: base, headSha: head }, headSha: head, pull: null, queued: null }
}

function sinceBranch(branch: string, head: unknown): Subject {
  if (!isCommit(head) || branch === '') throw unsupported('the event names no commit or no default branch')
  const sides = { kind: 'branch', base: `origin/${branch}`, headSha: head } as const
  return { sides, headSha: head, pull: null, queued: null }
}

/** All zeros stand for "no such commit": a branch that is new or deleted. */
const isCommit = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) && !/^0+$/.test(value)

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

const unsupported = (message: string) =>
  new UnitcostError(
    'unsupported-event',
    message,
    'Run it on pull_request, merge_group, push, or workflow_dispatch.',
  )
