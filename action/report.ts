import { markdown } from '../src/report/markdown.ts'
import type { Link } from '../src/report/reporter.ts'
import type { Result } from '../src/report/result.ts'
import type { Judgement } from './judge.ts'

/** Characters. GitHub takes 65,536; the marker and our own lines come on top. */
const COMMENT_LIMIT = 60_000
/** Characters of up to 3 bytes each; GitHub takes 1 MiB a step. */
const SUMMARY_LIMIT = 300_000

/** The job summary: all that there is to say. */
export const summaryText = (judgement: Judgement, link: Link) =>
  `${markdown(judgement.result, { link, limit: SUMMARY_LIMIT })}${outcome(judgement)}`

/** The comment: the same, but shorter where it must be, with the way to the rest. */
export function commentText(judgement: Judgement, link: Link, run: string): string {
  const short = markdown(judgement.result, { link, limit: COMMENT_LIMIT })
  const whole = markdown(judgement.result, { link, limit: SUMMARY_LIMIT })
  const rest =
    short === whole ? '' : `\n<sub>[The whole report](${run}) is in the summary of the job.</sub>\n`
  return `${short}${outcome(judgement)}${rest}`
}

/** Only where the text above would make one expect something else. */
const outcome = ({ result, fails }: Judgement) =>
  result.verdict === null && !fails
    ? '\nThe job does not fail for this, because `enforce` in unitcost.yml is below `block`.\n'
    : ''

/** Nothing changed and nothing to say: no reason to begin a comment. */
export const isQuiet = (result: Result) =>
  result.verdict === 'pass' &&
  !result.provisional &&
  result.policy.changes.length === 0 &&
  result.workloads.every(({ status }) => status === 'unchanged')
