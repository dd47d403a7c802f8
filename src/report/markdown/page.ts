import type { Change } from '../changes.ts'
import type { Link } from '../reporter.ts'
import type { RequestUnit } from '../request-unit.ts'
import type { Judged } from '../result.ts'

/** What every section of the comment is made from. */
export type Page = {
  readonly result: Judged
  readonly link: Link | null
  /** What to type at home; null: the two revisions say it. */
  readonly reproduce: string | null
  readonly unit: RequestUnit
  /** Sorted, the largest first. */
  readonly changes: readonly Change[]
}
