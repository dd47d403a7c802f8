import { headline } from '../src/report/headline.ts'
import { pendingWords } from '../src/report/pending-words.ts'
import { visibleLine } from '../src/report/visible.ts'
import type { Judgement } from './judge.ts'
import type { CommitStatus } from './status-api.ts'

/** What blocks today does not wait; what is provisional is not passed before its evidence is there. */
export function statusFor({ result, fails }: Judgement): CommitStatus {
  const description = visibleLine(headline(result), LONGEST)
  if (fails) return { state: 'failure', description }
  if (result.verdict === null || !result.provisional) return { state: 'success', description }
  return { state: 'pending', description: visibleLine(`provisional: ${pendingWords(result)}`, LONGEST) }
}

/** https://docs.github.com/rest/commits/statuses#create-a-commit-status */
const LONGEST = 140
