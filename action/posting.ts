import { subjectOf, type Event, type Subject } from './event.ts'
import { fieldsOf, numberAt, textAt } from './payload.ts'
import type { Api } from './api.ts'

/** Where a result belongs, and which run made it: all of it from GitHub, nothing from the result. */
export type Origin = {
  readonly pull: NonNullable<Subject['pull']>
  readonly headSha: string
  readonly run: number
  readonly attempt: number
  readonly runUrl: string
  /** How the run ended: `success`, `failure`, …; null while it runs. */
  readonly conclusion: string | null
}

export type Here = {
  readonly owner: string
  readonly repo: string
  readonly run: number
  readonly attempt: number
  readonly runUrl: string
}

/**
 * Of the run that a `workflow_run` follows, or of this very run. Null where no open pull request has that head
 * any more: its result is out of date.
 */
export async function originOf(event: Event, here: Here, api: Api): Promise<Origin | null> {
  if (event.name === 'workflow_run') return ofFollowed(event.payload, here, api)
  const { pull, headSha } = subjectOf(event)
  const { run, attempt, runUrl } = here
  return pull === null ? null : { pull, headSha, run, attempt, runUrl, conclusion: null }
}

/** The event names no pull request where that is from a fork, so it is looked up by its head. */
async function ofFollowed(payload: unknown, { owner, repo, runUrl }: Here, api: Api): Promise<Origin | null> {
  const [run, attempt] = [
    numberAt(payload, 'workflow_run', 'id'),
    numberAt(payload, 'workflow_run', 'run_attempt'),
  ]
  if (fieldsOf(payload, 'workflow_run') === null || run === null) return null
  const said = (...path: readonly string[]) => textAt(payload, 'workflow_run', ...path)
  const [headSha, source] = [said('head_sha'), said('head_repository', 'full_name')]
  const head = `${said('head_repository', 'owner', 'login')}:${said('head_branch')}`
  const { data } = await api.rest.pulls.list({ owner, repo, head, state: 'open', per_page: 100 })
  const [found, ...others] = data.filter(
    pull => pull.head.sha === headSha && pull.head.repo?.full_name === source,
  )
  if (found === undefined || others.length > 0) return null
  return {
    pull: { number: found.number, isFork: source !== `${owner}/${repo}` },
    headSha,
    run,
    attempt: attempt ?? 1,
    runUrl: said('html_url') || runUrl,
    conclusion: said('conclusion') || null,
  }
}
