import type { Api } from './api.ts'
import type { CheckRun } from './check-run.ts'

export type CheckAt = {
  readonly owner: string
  readonly repo: string
  readonly name: string
  readonly headSha: string
  readonly detailsUrl: string
}

/** GitHub takes so many annotations a request, and appends those of further ones. */
const BATCH = 50

/**
 * Writes a check run, completed at once: a run that is canceled halfway leaves none that waits for ever.
 * Answers its address. https://docs.github.com/rest/checks/runs
 */
export async function writeCheckRun({ rest }: Api, at: CheckAt, run: CheckRun): Promise<string | null> {
  const { owner, repo, name, headSha, detailsUrl } = at
  const { annotations, title, summary, conclusion } = run
  const output = (from: number) => ({
    title,
    summary,
    annotations: annotations.slice(from, from + BATCH).map(one => ({ ...one })),
  })
  const created = await rest.checks.create({
    owner,
    repo,
    name,
    head_sha: headSha,
    details_url: detailsUrl,
    status: 'completed',
    conclusion,
    output: output(0),
  })
  for (let from = BATCH; from < annotations.length; from += BATCH)
    await rest.checks.update({ owner, repo, check_run_id: created.data.id, output: output(from) })
  return created.data.html_url
}
