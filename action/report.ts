import { isQuiet as saysNothing, markdown } from '../src/report/markdown.ts'
import type { Link } from '../src/report/reporter.ts'
import type { Result } from '../src/report/result.ts'
import type { Judgement } from './judge.ts'

/** Characters. GitHub takes 65,536; the marker and our own lines come on top. */
const COMMENT_LIMIT = 60_000
/** Characters of up to 3 bytes each; GitHub takes 1 MiB a step. */
const SUMMARY_LIMIT = 300_000

export type Told = {
  readonly link: Link
  /** What a developer types to get the same numbers; null: the two revisions say it. */
  readonly reproduce: string | null
}

/** The job summary: all that there is to say. */
export const summaryText = (judgement: Judgement, told: Told) =>
  `${markdown(judgement.result, { ...told, limit: SUMMARY_LIMIT })}${outcome(judgement)}`

/** The comment: the same, but shorter where it must be, with the way to the rest. */
export function commentText(judgement: Judgement, told: Told, run: string): string {
  const short = markdown(judgement.result, { ...told, limit: COMMENT_LIMIT })
  const whole = markdown(judgement.result, { ...told, limit: SUMMARY_LIMIT })
  const rest =
    short === whole ? '' : `\n<sub>[The whole report](${run}) is in the summary of the job.</sub>\n`
  return `${short}${outcome(judgement)}${rest}`
}

/** Nobody but GitHub has the merge commit that was judged: it has to be fetched first. */
export function howToReproduce({ result }: Judgement, pull: number | null, headSha: string): string | null {
  if (result.verdict === null || pull === null || result.head.revision === headSha) return null
  const base = result.base.revision?.slice(0, 12)
  return base === undefined
    ? null
    : `git fetch origin pull/${pull}/merge && npx unitcost diff ${base} FETCH_HEAD`
}

/** Only where the text above would make one expect something else. */
const outcome = ({ result, fails }: Judgement) =>
  result.verdict === null && !fails
    ? '\nThe job does not fail for this, because `enforce` in unitcost.yml is below `block`.\n'
    : ''

/** Nothing changed and nothing to say: no reason to begin a comment. */
export const isQuiet = (result: Result) => result.verdict !== null && saysNothing(result)
