import * as core from '@actions/core'
import { context } from '@actions/github'
import { rules } from '../rules/index.ts'
import type { Config } from '../src/config/config.ts'
import { loadConfig } from '../src/config/load.ts'
import { waiveCommand } from '../src/policy/waive-command.ts'
import { visibleLine } from '../src/report/visible.ts'
import { readAnswer } from './answer.ts'
import { apiWith, refusal, statusOf, type Api } from './api.ts'
import { commandIn, type Command } from './asked.ts'
import { commentsOn } from './comments-api.ts'
import { decide } from './decide.ts'
import { pullOn } from './pull.ts'
import { replyTo } from './reply.ts'
import { readState } from './state.ts'
import { ours } from './sticky.ts'

/** Answers `/unitcost waive …`, and runs the failed job again where it is granted. */
async function command(): Promise<void> {
  const { eventName: name, payload, sha } = context
  const asked = commandIn({ name, payload, sha })
  if (asked === null || waiveCommand(asked.said.body) === null) return core.info('Nobody asks for a waiver.')
  try {
    await answer(asked, apiWith(core.getInput('github-token')))
  } catch (error) {
    const need = { permission: 'pull-requests: write', isFork: false }
    fail(`The command on pull request ${asked.number} was not answered. ${refusal(error, need)}`)
  }
}

async function answer({ number, said }: Command, api: Api): Promise<void> {
  const author = core.getInput('comment-author') || 'github-actions[bot]'
  const project = core.getInput('project')
  const at = { ...context.repo, number }
  const [comments, pulls] = [commentsOn(api, at), pullOn(api, at)]
  const all = await comments.list()
  // This run itself may be a second attempt.
  if (all.some(one => one.author === author && readAnswer(one.body)?.to === said.id))
    return core.info('The command is answered already.')
  const pull = await pulls.pull()
  const [standing] = await ours({ list: async () => all }, { author, marker: { project } })
  const decision = await decide({
    said,
    pull,
    policy: await policyOf(api, pull.baseRef),
    report: standing ? { state: readState(standing.content), updatedAt: standing.updatedAt } : null,
    roleOf: pulls.roleOf,
    today: new Date().toISOString().slice(0, 10),
    ruleIds: rules.map(({ id }) => id),
  })
  const reply = replyTo(said, decision)
  if (reply === null) return
  const { url } = await comments.create(reply)
  core.info(`Answered: ${decision.kind}. ${url}`)
  core.setOutput('decision', decision.kind)
  if (decision.kind === 'accepted' && standing) await rerun(api, standing.marker.run)
}

/** unitcost.yml as the base branch has it now; the judgement looks at the base of the pull request again. */
async function policyOf({ rest }: Api, ref: string): Promise<Config | null> {
  const path = core.getInput('config') || 'unitcost.yml'
  try {
    const { data } = await rest.repos.getContent({ ...context.repo, path, ref })
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null
    const text = Buffer.from(data.content, 'base64').toString('utf8')
    return loadConfig({ path, text }, { rules }).config
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}

/** https://docs.github.com/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run */
async function rerun({ rest }: Api, run: number): Promise<void> {
  try {
    await rest.actions.reRunWorkflowFailedJobs({ ...context.repo, run_id: run })
    core.info(`The failed jobs of run ${run} are run again.`)
  } catch (error) {
    const need = { permission: 'actions: write', isFork: false }
    fail(`Run ${run} was not started again: start it by hand. ${refusal(error, need)}`)
  }
}

function fail(message: string): void {
  core.error(visibleLine(message, 800))
  process.exitCode = 1
}

try {
  await command()
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
