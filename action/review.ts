import * as core from '@actions/core'
import { context } from '@actions/github'
import type { Config, WaiverConfig } from '../src/config/config.ts'
import { terminal } from '../src/report/terminal.ts'
import { visibleLine } from '../src/report/visible.ts'
import { annotationsOf } from './annotations.ts'
import { type Subject, subjectOf } from './event.ts'
import { apiWith, refusal } from './api.ts'
import { commentsOn } from './comments-api.ts'
import { waiversFor } from './granted.ts'
import { pullOn } from './pull.ts'
import { type Inputs, inputsOf } from './inputs.ts'
import { cannotJudge, type Judgement, judgementOf } from './judge.ts'
import { outputsOf, writeResult } from './outputs.ts'
import { commentWriter, howToReproduce, summaryText, type Told } from './report.ts'
import { post } from './sticky.ts'

type Asked = { readonly inputs: Inputs; readonly subject: Subject }

/** Judges, then tells. Only the judgement fails the job: what cannot be delivered is a warning. */
async function review(): Promise<0 | 1> {
  const asked = whatIsAsked()
  const judgement =
    'error' in asked
      ? cannotJudge(asked.error, true)
      : await judgementOf(asked.subject, asked.inputs, { ...runner(), granted: grantedOn(asked) })
  log(judgement)
  const sha = 'error' in asked ? context.sha : asked.subject.headSha
  const repository = process.env['GITHUB_REPOSITORY'] ?? ''
  const link = { server: context.serverUrl, repository, sha }
  const run = `${context.serverUrl}/${repository}/actions/runs/${context.runId}`
  const pull = 'error' in asked ? null : asked.subject.pull
  const told = { link, reproduce: howToReproduce(judgement, pull?.number ?? null, sha), run }
  await delivered('The job summary was not written', () =>
    core.summary.addRaw(summaryText(judgement, told)).write(),
  )
  const url = 'error' in asked ? null : await comment(judgement, asked, told)
  await delivered('The outputs were not set', () => setOutputs(judgement, url))
  return judgement.fails ? 1 : 0
}

function whatIsAsked(): Asked | { readonly error: unknown } {
  try {
    const { eventName: name, payload, sha } = context
    return { inputs: inputsOf(core.getInput), subject: subjectOf({ name, payload, sha }) }
  } catch (error) {
    return { error }
  }
}

const runner = () => ({
  env: process.env,
  workspace: process.env['GITHUB_WORKSPACE'] ?? '.',
  today: new Date().toISOString().slice(0, 10),
})

/** What cannot be read excuses nothing: the log says so, and the policy holds. */
const grantedOn =
  ({ inputs, subject }: Asked) =>
  async (policy: Config): Promise<readonly WaiverConfig[]> => {
    const number = subject.pull?.number ?? subject.queued
    if (number === null) return []
    try {
      const [api, at] = [apiWith(inputs.token), { ...context.repo, number }]
      const granting = {
        comments: commentsOn(api, at),
        pull: pullOn(api, at),
        bot: inputs.commentAuthor,
        today: runner().today,
      }
      const head = subject.pull === null ? null : subject.headSha
      const { waivers, ignored } = await waiversFor(head, policy, granting)
      for (const why of ignored) core.info(visibleLine(`Not waived: ${why}.`, 400))
      return waivers
    } catch (error) {
      const need = { permission: 'pull-requests: read', isFork: subject.pull?.isFork ?? false }
      core.warning(
        visibleLine(`Waivers on pull request ${number} could not be read. ${refusal(error, need)}`, 800),
      )
      return []
    }
  }

/** Lines of the report cannot be workflow commands; annotations are escaped by `core`. */
function log({ result, stack }: Judgement): void {
  core.info(terminal(result, { color: true }))
  if (stack !== null) core.error(stack)
  for (const { level, message, where } of annotationsOf(result))
    (level === 'error' ? core.error : core.warning)(message, where)
}

async function comment(judgement: Judgement, { inputs, subject }: Asked, told: Told): Promise<string | null> {
  const { pull } = subject
  if (pull === null || inputs.comment === 'off') return null
  const { repo, runId: run, runAttempt: attempt } = context
  try {
    const { did, url } = await post(commentsOn(apiWith(inputs.token), { ...repo, number: pull.number }), {
      marker: { project: inputs.project, head: subject.headSha, run, attempt },
      author: inputs.commentAuthor,
      write: commentWriter(judgement, told, inputs.comment),
      recreate: inputs.comment === 'recreate',
    })
    core.info(`Comment on pull request ${pull.number}: ${did}.`)
    return url
  } catch (error) {
    const what = `The comment on pull request ${pull.number} was not written. ${refusal(error, { permission: 'pull-requests: write', isFork: pull.isFork })}`
    core.warning(visibleLine(`${what} The verdict stands, and the job summary has the report.`, 800))
    return null
  }
}

function setOutputs({ result }: Judgement, commentUrl: string | null): void {
  const outputs = outputsOf(result, writeResult(result, process.env['RUNNER_TEMP']), commentUrl)
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

async function delivered(failure: string, work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    core.warning(visibleLine(`${failure}: ${error instanceof Error ? error.message : String(error)}`, 400))
  }
}

try {
  process.exitCode = await review()
} catch (error) {
  core.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
