import type { Comment } from './sticky.ts'
import type { Said } from './said.ts'

/** What the bot granted, in its answer to a command. */
export type Grant = {
  /** The commit that it holds for. */
  readonly head: string
  readonly upTo: { readonly usd: number; readonly per: 'month' | 'request' }
}

/** Hidden, at the start of every answer: which command it answers, and what was granted. */
export const answerMarker = (to: string, grant: Grant | null) =>
  grant === null
    ? `<!-- unitcost-answer=1 to=${to} -->`
    : `<!-- unitcost-answer=1 to=${to} head=${grant.head} usd=${grant.upTo.usd} per=${grant.upTo.per} -->`

const MARKER =
  /^<!-- unitcost-answer=1 to=([cr]\d{1,15})(?: head=([0-9a-f]{40,64}) usd=(\d[\d.e+-]{0,30}) per=(month|request))? -->/

export type Answer = { readonly to: string; readonly grant: Grant | null }

export function readAnswer(body: string): Answer | null {
  const [, to, head, usd, per] = MARKER.exec(body) ?? []
  if (to === undefined) return null
  const isGrant = head !== undefined && (per === 'month' || per === 'request') && Number.isFinite(Number(usd))
  return { to, grant: isGrant ? { head, upTo: { usd: Number(usd), per } } : null }
}

/** Milliseconds. The command is answered by the workflow that it starts; what comes later is no answer of ours. */
const PROMPT = 15 * 60_000

/**
 * The bot's answer to what somebody said: the first, never edited, given at once. Whoever may write to the
 * repository can edit comments, and post as the bot from a workflow of theirs; later, that does not help.
 */
export function answerTo(said: Said, comments: readonly Comment[], bot: string): Answer | null {
  const ofBot = comments.filter(({ author }) => author === bot).toSorted((a, b) => a.id - b.id)
  for (const comment of ofBot) {
    const answer = readAnswer(comment.body)
    if (answer?.to !== said.id) continue
    const after = Date.parse(comment.createdAt) - Date.parse(said.createdAt)
    return comment.edited || !(after >= 0 && after <= PROMPT) ? null : answer
  }
  return null
}
