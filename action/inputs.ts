import { pendingOf } from '../src/commands/evidence-options.ts'
import { isDate } from '../src/config/values.ts'
import { visibleLine } from '../src/report/visible.ts'
import { UnitcostError } from '../src/model/diagnostic.ts'
import type { Pending } from '../src/model/pending.ts'

/** What the workflow says in `with:`; `action.yml` describes and defaults every one. */
export type Inputs = {
  readonly token: string
  readonly config: string
  /** Whether somebody wrote `config`: then the file must exist. */
  readonly configNamed: boolean
  readonly path: string
  readonly project: string
  readonly comment: CommentMode
  readonly commentAuthor: string
  /** Name of a check run to write; empty: none. */
  readonly checkRun: string
  /** YYYY-MM-DD; null is the day of the head commit. */
  readonly date: string | null
  /** Folders and files of measurements, in the workspace. */
  readonly evidence: readonly string[]
  /** What is still being measured. */
  readonly pending: readonly Pending[]
  /** Name of the commit status that tells how it ended; empty sets none. */
  readonly status: string
}

const COMMENT_MODES = ['update', 'recreate', 'on-change', 'on-failure', 'off'] as const
export type CommentMode = (typeof COMMENT_MODES)[number]

/**
 * Reads every input through `read`, by the name that `action.yml` gives it.
 * @throws UnitcostError `usage`
 */
export function inputsOf(read: (name: string) => string): Inputs {
  const config = (read('config') || DEFAULT_CONFIG).replaceAll('\\', '/').replace(/^\.\//, '')
  const mode = read('comment') || 'update'
  const comment = COMMENT_MODES.find(known => known === mode)
  const date = read('date') || null
  if (comment === undefined)
    throw usage(`\`comment: ${mode}\` is not known`, `Write one of ${COMMENT_MODES.join(', ')}.`)
  if (date !== null && !isDate(date))
    throw usage(`\`date: ${date}\` is not a day`, 'Write the date as YYYY-MM-DD, for example 2026-11-20.')
  return {
    token: read('github-token'),
    config,
    configNamed: config !== DEFAULT_CONFIG,
    path: read('path') || '.',
    project: read('project'),
    comment,
    commentAuthor: read('comment-author') || 'github-actions[bot]',
    checkRun: visibleLine(read('check-run'), 100),
    date,
    evidence: read('evidence')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== ''),
    pending: pendingOf(
      read('pending')
        .split(/[\s,]+/)
        .filter(name => name !== ''),
    ),
    status: read('status').trim(),
  }
}

const DEFAULT_CONFIG = 'unitcost.yml'

const usage = (message: string, hint: string) => new UnitcostError('usage', message, hint)
