import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import type { Comment, Comments } from './sticky.ts'

export type PullRequest = { readonly owner: string; readonly repo: string; readonly number: number }

/** Milliseconds for one try. Two more follow, after 1 and 4 seconds; a refusal is not tried again. */
const PATIENCE = 10_000
const RETRIES = 2

/**
 * The comments of a pull request over GitHub's REST API, on github.com or an Enterprise Server.
 * https://docs.github.com/rest/issues/comments
 * @throws Error without a token
 */
export function commentsOn({ owner, repo, number }: PullRequest, token: string): Comments {
  if (token === '') throw new Error('the input `github-token` is empty')
  const { rest, paginate } = getOctokit(token, { retry: { retries: RETRIES } }, hurry, retry)
  const { issues } = rest
  return {
    list: async () => {
      const all = { owner, repo, issue_number: number, per_page: 100 }
      return (await paginate(issues.listComments, all)).map(commentOf)
    },
    create: async body =>
      commentOf((await issues.createComment({ owner, repo, issue_number: number, body })).data),
    update: async (id, body) => {
      await issues.updateComment({ owner, repo, comment_id: id, body })
    },
    remove: async id => {
      try {
        await issues.deleteComment({ owner, repo, comment_id: id })
      } catch (error) {
        if (statusOf(error) !== 404) throw error
      }
    },
  }
}

type Answer = {
  readonly id: number
  readonly html_url: string
  readonly body?: string | undefined
  readonly user: { readonly login: string } | null
}

const commentOf = ({ id, html_url, body, user }: Answer): Comment => ({
  id,
  author: user?.login ?? null,
  body: body ?? '',
  url: html_url,
})

/** Registered before the retries, so that each try has its own time. */
function hurry(octokit: Parameters<typeof retry>[0]) {
  octokit.hook.before('request', options => {
    options.request = { ...options.request, signal: AbortSignal.timeout(PATIENCE) }
  })
  return {}
}

/** Why a comment was not posted, and what to do about it. */
export function refusal(error: unknown, { isFork }: { readonly isFork: boolean }): string {
  const status = statusOf(error)
  const said = error instanceof Error ? error.message : String(error)
  if (status === 429 || /rate limit/i.test(said))
    return `GitHub limits how fast this token may write (${said}).`
  if (status === 401) return `GitHub does not accept \`github-token\` (${said}).`
  if (status === 403 || status === 404) return `${isFork ? FORK : PERMISSION} GitHub said ${status}: ${said}`
  return `It could not be sent (${said}).`
}

const PERMISSION =
  'The token may not write to this pull request: give the job `permissions: pull-requests: write`.'
const FORK =
  'A pull request from a fork gets a read-only token, which lacks the permission `pull-requests: write`; this is by design of GitHub.'

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  return typeof error.status === 'number' ? error.status : null
}
