import { isDate } from '../src/config/values.ts'
import type { Config } from '../src/config/config.ts'
import { USAGE, waiveCommand, type WaiveCommand } from '../src/policy/waive-command.ts'
import type { Grant } from './answer.ts'
import { refusedTo, type RoleOf } from './approvers.ts'
import type { Pull } from './pull.ts'
import type { Said } from './said.ts'
import type { Cost, State } from './state.ts'

/** Our report on the pull request, as it stands there. */
export type Report = { readonly state: State | null; readonly updatedAt: string }

export type Case = {
  readonly said: Said
  readonly pull: Pull
  /** Of the base branch; null where it has no unitcost.yml that loads. */
  readonly policy: Config | null
  readonly report: Report | null
  readonly roleOf: RoleOf
  /** YYYY-MM-DD */
  readonly today: string
  /** Ids of the rules of this version. */
  readonly ruleIds: readonly string[]
}

export type Decision =
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly id: string | null; readonly why: string }
  | { readonly kind: 'accepted'; readonly command: WaiveCommand; readonly grant: Grant }

/** Whether a command on a pull request is granted, for which commit, and up to which cost. */
export async function decide(asked: Case): Promise<Decision> {
  const command = waiveCommand(asked.said.body)
  if (command === null) return { kind: 'silent' }
  if (command === 'malformed')
    return { kind: 'refused', id: null, why: `the command could not be read; write it as \`${USAGE}\`` }
  const why = (await whoMayNot(asked)) ?? whatCannot(command, asked)
  if (why !== null) return { kind: 'refused', id: command.id, why }
  const judged = judgedFor(command, asked)
  return 'why' in judged
    ? { kind: 'refused', id: command.id, why: judged.why }
    : { kind: 'accepted', command, grant: { head: asked.pull.head, upTo: judged.upTo } }
}

async function whoMayNot({ said, pull, policy, roleOf }: Case): Promise<string | null> {
  if (said.edited) return 'the comment was edited; write a new one'
  if (!pull.isOpen) return 'the pull request is not open'
  return refusedTo(said.author, pull, { approvers: policy?.approvers ?? [], roleOf })
}

/** Days ahead: an exception for longer belongs into the policy. */
const FARTHEST = 366

function whatCannot({ id, until, at }: WaiveCommand, { said, pull, policy, ruleIds, today }: Case) {
  const known = [...(policy?.budgets ?? []).map(budget => budget.id), ...ruleIds]
  if (!known.includes(id)) return `the base branch has no budget and no rule \`${id}\``
  if (!isDate(until)) return `${until} is not a day`
  if (until < today) return `${until} is over`
  if (Date.parse(until) - Date.parse(today) > FARTHEST * 86_400_000)
    return `${until} is more than a year away; write it into \`waivers\` of unitcost.yml instead`
  const commits = [said.head, at].filter(commit => commit !== null)
  if (!commits.every(commit => pull.head.startsWith(commit)))
    return `it is for another commit than the head, \`${pull.head.slice(0, 7)}\``
  return null
}

type Judged = { readonly upTo: Grant['upTo'] } | { readonly why: string }

/** Who asks has seen the report on this very commit, so its cost is what they agree to. */
function judgedFor({ id, upTo }: WaiveCommand, { said, pull, report }: Case): Judged {
  const now = report?.state?.now
  if (report === null || now?.head !== pull.head)
    return { why: 'the head commit has no report yet; repeat the command when it has' }
  if (Date.parse(report.updatedAt) > Date.parse(said.createdAt))
    return { why: 'the report changed after the command; look at it, and repeat the command' }
  const cost = now.blocking.find(blocking => blocking.id === id)
  if (cost === undefined) return { why: `\`${id}\` does not block this pull request` }
  const cap = upTo ?? capOf(cost)
  return cap === null
    ? { why: 'what it costs is not known, and an exception needs a limit' }
    : isBelow(cap, cost)
      ? { why: `it costs more than ${cap.usd} USD a ${cap.per} already` }
      : { upTo: cap }
}

function capOf({ month, request }: Cost): Grant['upTo'] | null {
  if (month !== null) return { usd: month, per: 'month' }
  return request === null ? null : { usd: request, per: 'request' }
}

const isBelow = ({ usd, per }: Grant['upTo'], cost: Cost) => {
  const now = per === 'month' ? cost.month : cost.request
  return now === null || usd < now
}
