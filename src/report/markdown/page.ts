import type { Change } from '../changes.ts'
import type { Link } from '../reporter.ts'
import type { RequestUnit } from '../request-unit.ts'
import type { Judged } from '../result.ts'

/** What every section of the comment is made from. */
export type Page = {
  readonly result: Judged
  readonly link: Link | null
  readonly unit: RequestUnit
  /** Sorted, the largest first. */
  readonly changes: readonly Change[]
}
