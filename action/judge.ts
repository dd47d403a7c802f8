import { resolve } from 'node:path'
import { judgeChange } from '../src/commands/repository.ts'
import type { Config, WaiverConfig } from '../src/config/config.ts'
import { loadConfig } from '../src/config/load.ts'
import { UnitcostError } from '../src/model/diagnostic.ts'
import { levelOf } from '../src/policy/enforcement.ts'
import { notJudged } from '../src/report/build.ts'
import type { Result } from '../src/report/result.ts'
import { changeBetween, openRepository, type Repository } from '../src/snapshot/change.ts'
import { handOver, isThere } from '../src/snapshot/handOver.ts'
import { pullRequestChange } from '../src/snapshot/pullRequest.ts'
import type { Change, Tree } from '../src/snapshot/tree.ts'
import { rules } from '../rules/index.ts'
import type { Subject } from './event.ts'
import type { Inputs } from './inputs.ts'

export type Runner = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly workspace: string
  /** YYYY-MM-DD */
  readonly today: string
  /** Exceptions of the pull request, by the policy of base. Never rejects. */
  readonly granted: (policy: Config) => Promise<readonly WaiverConfig[]>
}

export type Judgement = {
  readonly result: Result
  /** Whether the job fails. */
  readonly fails: boolean
  /** The stack of a bug of ours: for the log, never for the comment. */
  readonly stack: string | null
}

/**
 * Judges what an event is about. Never throws: what cannot be judged fails the job, unless the policy of
 * base says `enforce: observe` or `warn`.
 */
export async function judgementOf(subject: Subject, inputs: Inputs, runner: Runner): Promise<Judgement> {
  const found = await attempt(() => findChange(subject, inputs, runner))
  if ('error' in found) return cannotJudge(found.error, true)
  const { change, repository } = found.value
  const judged = await attempt(async () => {
    if (inputs.configNamed) requireConfig(change, inputs.config)
    const policy = await configAt(change, 'base', inputs)
    const waivers = policy?.approvers ? await runner.granted(policy) : []
    return judgeChange(change, { ...inputs, waivers }, { gitDir: repository.gitDir, today: runner.today })
  })
  if ('value' in judged) return { result: judged.value, fails: judged.value.exit_code !== 0, stack: null }
  const blocks = await attempt(() => failureBlocks(change, inputs, runner.today))
  return cannotJudge(judged.error, 'error' in blocks || blocks.value)
}

type Attempt<Value> = { readonly value: Value } | { readonly error: unknown }

async function attempt<Value>(work: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await work() }
  } catch (error) {
    return { error }
  }
}

type Found = { readonly repository: Repository; readonly change: Change }

async function findChange(subject: Subject, inputs: Inputs, { env, workspace }: Runner): Promise<Found> {
  const { sides } = subject
  const { path } = inputs
  const repository = await openRepository(resolve(workspace, path), { env, mayFetch: true })
  const change =
    sides.kind === 'commits'
      ? await pullRequestChange(repository, sides)
      : await changeBetween(repository, { base: sides.base, head: sides.headSha })
  // A job that failed has left nothing: then the review rests on what is stored.
  const evidence = inputs.evidence.filter(each => isThere(each, workspace))
  return { repository, change: await handOver(change, evidence, workspace) }
}

/** A misspelled path must not look like a repository without budgets. */
function requireConfig({ base, head }: Change, path: string): void {
  if (base.entries.has(path) || head.entries.has(path)) return
  throw new UnitcostError(
    'missing-config',
    `${path} is not in the repository, neither before nor after this change`,
    'Correct `config` in the workflow: a path from the top of the repository, as in services/chat/unitcost.yml.',
  )
}

/** By the policy of base, or of head where base has none; by default, and where it does not load, it blocks. */
async function failureBlocks(change: Change, inputs: Inputs, today: string): Promise<boolean> {
  const hasBase = (await configText(change, 'base', inputs.config)) !== null
  const config = await configAt(change, hasBase ? 'base' : 'head', inputs)
  return levelOf('error', config?.enforce, inputs.date ?? change.date ?? today) === 'error'
}

/** unitcost.yml of one side; null where there is none, or where it does not load. */
async function configAt(change: Change, side: 'base' | 'head', inputs: Inputs): Promise<Config | null> {
  const text = await configText(change, side, inputs.config)
  return text === null ? null : loadConfig({ path: inputs.config, text }, { rules }).config
}

const configText = ({ base, head, renames }: Change, side: 'base' | 'head', path: string) =>
  side === 'base' ? textOf(base, renames.get(path) ?? path) : textOf(head, path)

async function textOf(tree: Tree, path: string): Promise<string | null> {
  const content = (await tree.read([path])).get(path)
  if (content === undefined) return null
  return content.kind === 'text' ? content.text : ''
}

/** Also for what fails before there is anything to judge. */
export function cannotJudge(error: unknown, fails: boolean): Judgement {
  if (error instanceof UnitcostError) return { result: notJudged(error), fails, stack: null }
  const message = error instanceof Error ? error.message : String(error)
  const bug = new UnitcostError(
    'bug',
    `unitcost failed: ${message}`,
    'This is a bug in unitcost. Please report it with the log of this job, which has the stack.',
  )
  const stack = error instanceof Error ? (error.stack ?? message) : message
  return { result: notJudged(bug), fails, stack }
}
