import type { Band } from '../../model/quantity.ts'
import { usd, usdRange } from '../../words/money.ts'
import { plural, sharePercent } from '../../words/numbers.ts'
import { type ReportOptions, reportOptions } from '../reporter.ts'
import { type RequestUnit, requestUnit } from '../request-unit.ts'
import type { EstimateResult, Judged, WorkloadResult } from '../result.ts'
import { type Unknown, unknowns } from '../unpriced.ts'
import { visible, visibleLine } from '../visible.ts'
import { grid } from './grid.ts'
import { type Cell, cell, paint } from './paint.ts'
import { placeText } from './place.ts'
import { screen, sides, wrapped } from './screen.ts'

/** What everything costs now, the dearest first, then what has no price and why. */
export function scanTerminal(result: Judged, given: Partial<ReportOptions> = {}): string {
  const options = reportOptions(given)
  const unit = requestUnit(result)
  const all = result.workloads.flatMap(workload => (workload.head ? [{ workload, head: workload.head }] : []))
  const priced = all
    .filter(({ head }) => head.unpriced.length === 0)
    .toSorted((a, b) => weight(b) - weight(a) || byId(a, b))
  const title = ['workload', unit.per, 'per month', 'high a month', 'where'].map(text => cell(text, 'dim'))
  const rows = priced.map(item => pricedRow(item, unit))
  const missing = unknowns(result.workloads).flatMap(group => missingLines(group, options))
  return screen([
    sides(
      `unitcost scan   ${visibleLine(result.head.label, 40)}`,
      `prices as of ${visibleLine(result.prices.as_of, 20)}`,
      options.width,
    ),
    '',
    ...(rows.length > 0 ? [...grid([title, ...rows], { ...options, indent: 2, align: 'lrrrs' }), ''] : []),
    ...(missing.length > 0 ? ['  Not priced', ...missing, ''] : []),
    ...wrapped(sum(result, all.length), options.width, 2),
  ])
}

type Item = { readonly workload: WorkloadResult; readonly head: EstimateResult }

function pricedRow({ workload, head }: Item, { requests }: RequestUnit): readonly Cell[] {
  const { usd_per_request: request, usd_per_month: month } = head
  return [
    cell(visible(workload.id, 60), 'bold'),
    cell(request ? usd(request.expected * requests) : '—'),
    cell(month ? usd(month.expected) : 'no traffic declared', month ? null : 'dim'),
    cell(month && month.high !== month.expected ? usd(month.high) : ''),
    cell(placeText(workload.at), 'dim'),
  ]
}

/** How many are named of those that lack a price for the same reason. */
const NAMED = 6

/** The reason is what a reader needs: it gets lines of its own and is never cut to fit a column. */
function missingLines({ reason, workloads }: Unknown, { color, width }: ReportOptions): readonly string[] {
  const named = workloads
    .slice(0, NAMED)
    .map(
      ({ id, at }) =>
        `      ${paint(cell(visible(id, 90), 'bold'), color)}  ${paint(cell(placeText(at), 'dim'), color)}`,
    )
  const rest = workloads.length - named.length
  return [
    ...wrapped(visibleLine(reason, 300), width, 4),
    ...named,
    ...(rest > 0 ? [`      and ${plural(rest, 'more workload')}`] : []),
  ]
}

function sum({ workloads, totals }: Judged, n: number): string {
  if (n === 0) return 'Nothing that costs money per request or per hour was found here.'
  const months = workloads.flatMap(({ head }) => head?.usd_per_month ?? [])
  const total = (band: Band) => months.reduce((all, month) => all + month[band], 0)
  const month = `${usd(total('expected'))} a month (${usdRange(total('low'), total('high'))})`
  const parts = [
    plural(n, 'workload'),
    months.length > 0 ? `${month}${totals.unpriced > 0 ? ' for what has a price' : ''}` : null,
    totals.assumed_share > 0 ? `${sharePercent(totals.assumed_share)} of the cost is assumed` : null,
    totals.unpriced > 0 ? `${totals.unpriced} not priced` : null,
  ]
  return parts.filter(part => part !== null).join(' · ')
}

/** With traffic before without: a month compares with a month. */
const weight = ({ head }: Item) =>
  head.usd_per_month ? 1e9 + head.usd_per_month.expected : (head.usd_per_request?.expected ?? 0)

const byId = (a: Item, b: Item) => (a.workload.id < b.workload.id ? -1 : 1)
