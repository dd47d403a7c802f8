import * as core from '@actions/core'
import { context } from '@actions/github'
import { terminal } from '../src/report/terminal.ts'
import { visibleLine } from '../src/report/visible.ts'
import { annotationsOf } from './annotations.ts'
import { deliverCheckRun, deliverComment, deliverStatus } from './deliver.ts'
import { type Subject, subjectOf } from './event.ts'
import { type Inputs, inputsOf } from './inputs.ts'
import { cannotJudge, type Judgement, judgementOf } from './judge.ts'
import { outputsOf, type Urls, writeResult } from './outputs.ts'
import { readWaivers } from './read-waivers.ts'
import { howToReproduce, summaryText } from './report.ts'

type Asked = { readonly inputs: Inputs; readonly subject: Subject }

/** Judges, then tells. Only the judgement fails the job: what cannot be delivered is a warning. */
async function review(): Promise<0 | 1> {
  const asked = whatIsAsked()
  const judgement = 'error' in asked ? cannotJudge(asked.error, true) : await judged(asked)
  core.info(terminal(judgement.result, { color: true }))
  if (judgement.stack !== null) core.error(judgement.stack)
  const told = whatIsTold(judgement, 'error' in asked ? null : asked)
  await delivered('The job summary was not written', () =>
    core.summary.addRaw(summaryText(judgement, told)).write(),
  )
  const urls = 'error' in asked ? NOWHERE : await deliver(judgement, asked, told)
  // The check run shows the same, and more, at the same lines.
  if (urls.checkRun === null) annotate(judgement)
  await delivered('The outputs were not set', () => setOutputs(judgement, urls))
  return judgement.fails ? 1 : 0
}

const NOWHERE: Urls = { comment: null, checkRun: null }

function whatIsAsked(): Asked | { readonly error: unknown } {
  try {
    const { eventName: name, payload, sha } = context
    return { inputs: inputsOf(core.getInput), subject: subjectOf({ name, payload, sha }) }
  } catch (error) {
    return { error }
  }
}

function judged({ subject, inputs }: Asked): Promise<Judgement> {
  const today = new Date().toISOString().slice(0, 10)
  const workspace = process.env['GITHUB_WORKSPACE'] ?? '.'
  const granted = readWaivers({ repo: context.repo, subject, inputs, today })
  return judgementOf(subject, inputs, { env: process.env, workspace, today, granted })
}

function whatIsTold(judgement: Judgement, asked: Asked | null) {
  const { serverUrl: server, sha: checkedOut, runId } = context
  const repository = process.env['GITHUB_REPOSITORY'] ?? ''
  const sha = asked?.subject.headSha ?? checkedOut
  const pull = asked?.subject.pull?.number ?? null
  const evidence = (asked?.inputs.evidence.length ?? 0) > 0
  return {
    link: { server, repository, sha },
    reproduce: howToReproduce(judgement, { pull, headSha: sha, evidence }),
    run: `${server}/${repository}/actions/runs/${runId}`,
  }
}

async function deliver(
  judgement: Judgement,
  { inputs, subject }: Asked,
  told: ReturnType<typeof whatIsTold>,
): Promise<Urls> {
  const { repo, runId: run, runAttempt: attempt } = context
  const marker = { project: inputs.project, head: subject.headSha, run, attempt }
  const delivery = { judgement, told, repo, inputs, pull: subject.pull, marker }
  const urls = { comment: await deliverComment(delivery), checkRun: await deliverCheckRun(delivery) }
  await deliverStatus(delivery)
  return urls
}

/** The log cannot be told anything by this: `core` escapes messages and places. */
function annotate({ result }: Judgement): void {
  for (const { level, message, where } of annotationsOf(result))
    (level === 'error' ? core.error : core.warning)(message, where)
}

function setOutputs({ result }: Judgement, urls: Urls): void {
  const outputs = outputsOf(result, writeResult(result, process.env['RUNNER_TEMP']), urls)
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
