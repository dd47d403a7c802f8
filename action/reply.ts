import { code, prose } from '../src/report/markdown/escape.ts'
import { usd } from '../src/words/money.ts'
import { answerMarker } from './answer.ts'
import type { Decision } from './decide.ts'
import type { Said } from './said.ts'

/** What the bot answers to a command: accepted and up to what, or why not. Null where nobody asked. */
export function replyTo(said: Said, decision: Decision): string | null {
  if (decision.kind === 'silent') return null
  if (decision.kind === 'refused') {
    const what = decision.id === null ? '' : ` ${code(decision.id, 100)}`
    return `${answerMarker(said.id, null)}\n❌ **Not waived**${what}: ${prose(decision.why)}.\n`
  }
  const { command, grant } = decision
  const cap = command.upTo ?? grant.upTo
  const limits = `up to **${usd(cap.usd)} a ${cap.per}** until ${prose(command.until, 20)}`
  const what = `✅ **Waived** ${code(command.id, 100)} for commit ${code(grant.head.slice(0, 7))} ${limits}`
  const whose = `by ${code(said.author)}, because ${prose(command.because, 300)}`
  const ends = 'A push, or a cost above that, ends it. The failed job is run again.'
  return `${answerMarker(said.id, grant)}\n${what}, ${whose}.\n\n${ends}\n`
}
