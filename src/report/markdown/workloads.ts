import { usd } from '../../words/money.ts'
import { plural } from '../../words/numbers.ts'
import { code } from './escape.ts'
import { folded, table } from './folded.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

/** What each workload costs at head (removed ones: at base), in the order of the result. */
export function everyWorkload({ result, unit, link }: Page): string | null {
  const rows = result.workloads.map(workload => {
    const side = workload.head ?? workload.base
    const request = side?.usd_per_request?.expected
    const unknown = side && side.unpriced.length > 0 ? 'unknown' : '—'
    return [
      code(workload.id, 60),
      workload.status,
      request === undefined ? unknown : usd(request * unit.requests),
      side?.usd_per_month ? usd(side.usd_per_month.expected) : unknown,
      workload.owner === null ? '' : code(workload.owner, 60),
      place(workload.at, link),
    ]
  })
  if (rows.length < 2) return null
  const head = ['workload', 'status', unit.per, 'per month', 'owner', 'where']
  return folded(`All ${plural(rows.length, 'workload')}`, table([head, ...rows], 'llrrll'))
}
