import type { Config, WaiverConfig } from '../src/config/config.ts'
import { waiveCommand, type WaiveCommand } from '../src/policy/waive-command.ts'
import { answerTo, type Grant } from './answer.ts'
import { refusedTo } from './approvers.ts'
import type { Pull, PullApi } from './pull.ts'
import { saidIn, type Said } from './said.ts'
import type { Comments } from './sticky.ts'

export type Granting = {
  readonly comments: Pick<Comments, 'list'>
  readonly pull: PullApi
  /** Login that answers commands. */
  readonly bot: string
  /** YYYY-MM-DD, of the clock: what expired is over, whatever the date of the commit. */
  readonly today: string
}

export type Granted = {
  readonly waivers: readonly WaiverConfig[]
  /** Why a command did not count, for the log. */
  readonly ignored: readonly string[]
}

/**
 * The exceptions that somebody of the base policy granted for exactly this head. Each time looked at anew: who
 * asked, that nobody edited it, that it was answered, and that it is not over.
 */
export async function waiversFor(head: string | null, policy: Config, granting: Granting): Promise<Granted> {
  const pull = await granting.pull.pull()
  const [comments, reviews] = await Promise.all([granting.comments.list(), granting.pull.reviews()])
  const judged = { pull, head: head ?? pull.head }
  const found = saidIn(comments, reviews).flatMap(said => {
    const command = waiveCommand(said.body)
    if (command === null || command === 'malformed') return []
    const grant = answerTo(said, comments, granting.bot)?.grant ?? null
    return [{ said, command, grant, ...judged }]
  })
  const checked = await Promise.all(
    found.map(async asked => ({ asked, why: await whyNot(asked, policy, granting) })),
  )
  return {
    waivers: checked.flatMap(({ asked, why }) => (why === null ? waiverOf(asked, policy) : [])),
    ignored: checked.flatMap(({ asked, why }) =>
      why === null ? [] : [`${asked.command.id} by @${asked.said.author}: ${why}`],
    ),
  }
}

type Asked = {
  readonly said: Said
  readonly command: WaiveCommand
  readonly grant: Grant | null
  readonly pull: Pull
  readonly head: string
}

async function whyNot(asked: Asked, policy: Config, { pull, today }: Granting): Promise<string | null> {
  const { said, command, grant, head } = asked
  if (said.edited) return 'the comment was edited afterwards'
  if (grant === null) return 'it was not accepted'
  const commits = [grant.head, said.head, command.at].filter(commit => commit !== null)
  if (!commits.every(commit => head.startsWith(commit))) return 'it was granted for another commit'
  if (today > command.until) return `it ended on ${command.until}`
  return refusedTo(said.author, asked.pull, { approvers: policy.approvers ?? [], roleOf: pull.roleOf })
}

function waiverOf({ said, command, grant }: Asked, policy: Config): readonly WaiverConfig[] {
  const cap = command.upTo ?? grant?.upTo
  if (cap === undefined) return []
  const { id, until, because } = command
  const isBudget = (policy.budgets ?? []).some(budget => budget.id === id)
  return [
    {
      ...(isBudget ? { budget: id } : { rule: id }),
      by: `@${said.author}`,
      until,
      because,
      up_to: cap.per === 'month' ? { usd_per_month: cap.usd } : { usd_per_request: cap.usd },
    },
  ]
}
