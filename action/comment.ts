import { readFileSync } from 'node:fs'
import * as core from '@actions/core'
import { context } from '@actions/github'
import { visibleLine } from '../src/report/visible.ts'
import { apiWith, refusal } from './api.ts'
import { deliverCheckRun, deliverComment } from './deliver.ts'
import { inputsOf, type Inputs } from './inputs.ts'
import type { Judgement } from './judge.ts'
import { originOf, type Origin } from './posting.ts'
import { resultIn } from './untrusted-result.ts'

/**
 * Posts a result that another run left as an artifact. What is in it may be made up: it is only rendered by our
 * own reporter, on the pull request that GitHub itself names for the run.
 */
async function comment(): Promise<void> {
  const inputs = inputsOf(core.getInput)
  const { eventName: name, payload, sha, repo, runId: run, runAttempt: attempt, serverUrl } = context
  const runUrl = `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${run}`
  const result = resultIn(readFileSync(core.getInput('result', { required: true }), 'utf8'))
  const origin = await originOf(
    { name, payload, sha },
    { ...repo, run, attempt, runUrl },
    apiWith(inputs.token),
  )
  if (origin === null) return core.info('No open pull request has this head any more: nothing is posted.')
  const fails = result.verdict === null ? origin.conclusion !== 'success' : result.exit_code !== 0
  await deliver({ result, fails, stack: null }, origin, inputs)
}

async function deliver(judgement: Judgement, origin: Origin, inputs: Inputs): Promise<void> {
  const { pull, headSha: head, run, attempt, runUrl } = origin
  const repository = `${context.repo.owner}/${context.repo.repo}`
  const delivery = {
    judgement,
    told: {
      link: { server: context.serverUrl, repository, sha: head },
      reproduce: null,
      run: runUrl,
      remark: remarkOn(judgement, origin),
    },
    repo: context.repo,
    inputs,
    pull,
    marker: { project: inputs.project, head, run, attempt },
  }
  core.setOutput('comment-url', (await deliverComment(delivery)) ?? '')
  core.setOutput('check-run-url', (await deliverCheckRun(delivery)) ?? '')
}

/** Whoever may edit the workflow of a pull request may also write its result. */
function remarkOn({ fails }: Judgement, { runUrl, conclusion, pull }: Origin): string | null {
  if (conclusion === 'failure' && !fails)
    return `**[The run](${runUrl}) failed**, although its result says otherwise.`
  const whose = pull.isFork ? 'a pull request from a fork' : 'this pull request'
  return `<sub>As reported by [the run](${runUrl}) of ${whose}; the required check is what counts.</sub>`
}

try {
  await comment()
} catch (error) {
  const why = refusal(error, { permission: 'pull-requests: write', isFork: false })
  core.error(visibleLine(`The result was not posted. ${why}`, 800))
  process.exitCode = 1
}
