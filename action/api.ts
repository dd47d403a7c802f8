import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'

/** Milliseconds for one try. Two more follow, after 1 and 4 seconds; a refusal is not tried again. */
const PATIENCE = 10_000
const RETRIES = 2
/** Seconds that GitHub may ask to wait; a job that waits longer costs more than a comment is worth. */
const LONGEST_WAIT = 30

/**
 * GitHub's REST API, on github.com or an Enterprise Server.
 * @throws Error without a token
 */
export function apiWith(token: string) {
  if (token === '') throw new Error('the input `github-token` is empty')
  const doNotRetry = [400, 401, 403, 404, 410, 422, 429, 451]
  return getOctokit(token, { retry: { retries: RETRIES, doNotRetry } }, everyTry, retry)
}

export type Api = ReturnType<typeof apiWith>

/** Registered before the retries, so that it holds for each try. */
function everyTry({ hook }: Parameters<typeof retry>[0]) {
  hook.before('request', options => {
    options.request = { ...options.request, signal: AbortSignal.timeout(PATIENCE) }
  })
  // A body that was cut off arrives as text, and an empty one would look like a list without comments.
  hook.after('request', (response, options) => {
    const isJson = /\bjson\b/.test(response.headers['content-type'] ?? '')
    if (!isJson || typeof response.data !== 'string') return
    throw Object.assign(new Error('the answer was cut off'), { status: 500, request: options, response })
  })
  hook.error('request', error => {
    const wait = 'response' in error ? Number(error.response?.headers['retry-after'] ?? NaN) : NaN
    if ('request' in error && wait <= LONGEST_WAIT)
      error.request.request = { ...error.request.request, retries: RETRIES, retryAfter: wait }
    throw error
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
  if (status === 401) return `GitHub does not accept \`github-token\`, or not any more (${said}).`
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
