import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'

/** Milliseconds for one try. Two more follow, after 1 and 4 seconds; a refusal is not tried again. */
const PATIENCE = 10_000
const RETRIES = 2

/**
 * GitHub's REST API, on github.com or an Enterprise Server.
 * @throws Error without a token
 */
export function apiWith(token: string) {
  if (token === '') throw new Error('the input `github-token` is empty')
  return getOctokit(token, { retry: { retries: RETRIES } }, hurry, retry)
}

export type Api = ReturnType<typeof apiWith>

/** Registered before the retries, so that each try has its own time. */
function hurry(octokit: Parameters<typeof retry>[0]) {
  octokit.hook.before('request', options => {
    options.request = { ...options.request, signal: AbortSignal.timeout(PATIENCE) }
  })
  return {}
}

export type Need = {
  /** What the token must be allowed, as in `pull-requests: write`. */
  readonly permission: string
  readonly isFork: boolean
}

/** Why GitHub did not do something, and what to do about it. */
export function refusal(error: unknown, { permission, isFork }: Need): string {
  const status = statusOf(error)
  const said = error instanceof Error ? error.message : String(error)
  if (status === 429 || /rate limit/i.test(said))
    return `GitHub limits how fast this token may write (${said}).`
  if (status === 401) return `GitHub does not accept \`github-token\` (${said}).`
  if (status === 403 || status === 404)
    return `${isFork ? ofFork(permission) : lacking(permission)} GitHub said ${status}: ${said}`
  if (status === 422) return `GitHub does not take what was sent (${said}).`
  return `It could not be sent (${said}).`
}

const lacking = (permission: string) =>
  `The token may not do this: give the job \`permissions: ${permission}\`.`
const ofFork = (permission: string) =>
  `A pull request from a fork gets a read-only token, which lacks the permission \`${permission}\`; this is by design of GitHub.`

export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  return typeof error.status === 'number' ? error.status : null
}
