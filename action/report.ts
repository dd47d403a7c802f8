import { isQuiet as saysNothing, markdown } from '../src/report/markdown.ts'
import type { Link } from '../src/report/reporter.ts'
import type { Result } from '../src/report/result.ts'
import type { CommentMode } from './inputs.ts'
import type { Judgement } from './judge.ts'
import { sinceLastPush } from './since.ts'
import { nextState, readState, stateText, type State } from './state.ts'

/** Characters with the hidden state. GitHub takes 65,536; the marker and our own lines come on top. */
const COMMENT_LIMIT = 62_000
/** Characters of up to 3 bytes each; GitHub takes 1 MiB a step. */
const SUMMARY_LIMIT = 300_000

export type Told = {
  readonly link: Link
  /** What a developer types to get the same numbers; null: the two revisions say it. */
  readonly reproduce: string | null
  /** Address of the run, with its summary. */
  readonly run: string
  /** Markdown of ours below the report. */
  readonly remark?: string | null
}

/** The job summary: all that there is to say. */
export const summaryText = (judgement: Judgement, told: Told) =>
  `${markdown(judgement.result, { ...told, limit: SUMMARY_LIMIT })}${outcome(judgement)}`

/** The text of the check run; GitHub takes 65,535 characters. */
export const checkSummary = (judgement: Judgement, told: Told) =>
  `${markdown(judgement.result, { ...told, limit: COMMENT_LIMIT })}${outcome(judgement)}`

/** The comment: the same, but shorter where it must be, with the way to the rest, and the state for the next push. */
export function commentText(judgement: Judgement, told: Told, state: State): string {
  const hidden = stateText(state)
  const limit = COMMENT_LIMIT - hidden.length
  const short = markdown(judgement.result, { ...told, limit })
  const whole = markdown(judgement.result, { ...told, limit: SUMMARY_LIMIT })
  const since = sinceLastPush(state)
  const rest =
    short === whole ? '' : `\n<sub>[The whole report](${told.run}) is in the summary of the job.</sub>\n`
  const remark = told.remark ? `\n${told.remark}\n` : ''
  return `${belowTitle(short, since)}${outcome(judgement)}${remark}${rest}\n${hidden}`
}

/** Who reads a comment again looks for what is new. */
const belowTitle = (text: string, since: string | null) =>
  since === null ? text : text.replace('\n', () => `\n\n${since}\n`)

/**
 * What to write over what stands there. A comment is begun only where there is something to say, and in mode
 * `on-failure` only where the job fails; one that stands is corrected. `on-change` leaves the same figures alone.
 */
export const commentWriter =
  (judgement: Judgement, told: Told, mode: CommentMode) =>
  (before: string | null): string | null => {
    const begins = mode === 'on-failure' ? judgement.fails : !isQuiet(judgement.result)
    if (before === null && !begins) return null
    const previous = before === null ? null : readState(before)
    const state = nextState(judgement.result, told.link.sha, previous)
    if (mode === 'on-change' && previous?.now.figures === state.now.figures) return null
    return commentText(judgement, told, state)
  }

type Reproduced = { readonly pull: number | null; readonly headSha: string; readonly evidence: boolean }

/**
 * Nobody but GitHub has the merge commit that was judged: it has to be fetched first. And what was handed over has to
 * be downloaded. Null: the two revisions say it all.
 */
export function howToReproduce(
  { result }: Judgement,
  { pull, headSha, evidence }: Reproduced,
): string | null {
  if (result.verdict === null) return null
  const [base, head] = [result.base.revision?.slice(0, 12), result.head.revision?.slice(0, 12)]
  if (base === undefined || head === undefined) return null
  const given = evidence ? ' --evidence ARTIFACT' : ''
  if (pull !== null && result.head.revision !== headSha)
    return `git fetch origin pull/${pull}/merge && npx unitcost diff ${base} FETCH_HEAD${given}`
  return evidence ? `npx unitcost diff ${base} ${head}${given}` : null
}

/** Only where the text above would make one expect something else. */
const outcome = ({ result, fails }: Judgement) =>
  result.verdict === null && !fails
    ? '\nThe job does not fail for this, because `enforce` in unitcost.yml is below `block`.\n'
    : ''

/** Nothing changed and nothing to say: no reason to begin a comment. */
const isQuiet = (result: Result) => result.verdict !== null && saysNothing(result)
