import * as core from '@actions/core'
import { visibleLine } from '../src/report/visible.ts'
import { apiWith, refusal, type Need } from './api.ts'
import { checkRunOf } from './check-run.ts'
import { writeCheckRun } from './checks-api.ts'
import { commentsOn } from './comments-api.ts'
import type { Subject } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Judgement } from './judge.ts'
import type { Marker } from './marker.ts'
import { checkSummary, commentWriter, type Told } from './report.ts'
import { writeStatus } from './status-api.ts'
import { statusFor } from './status.ts'
import { post } from './sticky.ts'

export type Delivery = {
  readonly judgement: Judgement
  readonly told: Told
  readonly repo: { readonly owner: string; readonly repo: string }
  readonly inputs: Pick<Inputs, 'token' | 'comment' | 'commentAuthor' | 'checkRun' | 'status'>
  readonly pull: Subject['pull']
  readonly marker: Marker
}

/** Answers the address of the comment; null where there is none. What cannot be written is a warning. */
export async function deliverComment(delivery: Delivery): Promise<string | null> {
  const { judgement, told, repo, inputs, pull, marker } = delivery
  if (pull === null || inputs.comment === 'off') return null
  const what = `comment on pull request ${pull.number}`
  return attempted(what, { permission: 'pull-requests: write', isFork: pull.isFork }, async () => {
    const { did, url } = await post(commentsOn(apiWith(inputs.token), { ...repo, number: pull.number }), {
      marker,
      author: inputs.commentAuthor,
      write: commentWriter(judgement, told, inputs.comment),
      recreate: inputs.comment === 'recreate',
    })
    core.info(`Comment on pull request ${pull.number}: ${did}.`)
    return url
  })
}

/** Answers the address of the check run; null where there is none. */
export async function deliverCheckRun(delivery: Delivery): Promise<string | null> {
  const { judgement, told, repo, inputs, pull, marker } = delivery
  const name = inputs.checkRun
  if (name === '') return null
  const need = { permission: 'checks: write', isFork: pull?.isFork ?? false }
  return attempted(`check run ${name}`, need, () =>
    writeCheckRun(
      apiWith(inputs.token),
      { ...repo, name, headSha: marker.head, detailsUrl: told.run },
      checkRunOf(judgement, checkSummary(judgement, told)),
    ),
  )
}

/** A check of its own beside the job: it can wait for evidence when this job has long ended. */
export async function deliverStatus(delivery: Delivery): Promise<void> {
  const { judgement, told, repo, inputs, pull, marker } = delivery
  const name = inputs.status
  if (name === '') return
  const need = { permission: 'statuses: write', isFork: pull?.isFork ?? false }
  const at = { ...repo, name, sha: marker.head, url: told.run }
  await attempted(`status ${name}`, need, () => writeStatus(apiWith(inputs.token), at, statusFor(judgement)))
}

async function attempted<Value>(what: string, need: Need, work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work()
  } catch (error) {
    const why = `The ${what} was not written. ${refusal(error, need)}`
    core.warning(visibleLine(`${why} The verdict stands, and the job summary has the report.`, 800))
    return null
  }
}
