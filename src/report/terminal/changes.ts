import { type Change, drivers, losesMonth, worstCase } from '../changes.ts'
import { driverAmount, fromTo } from '../driver-words.ts'
import { usd, usdDelta, usdPair } from '../../words/money.ts'
import { change as relative, plural } from '../../words/numbers.ts'
import type { ReportOptions } from '../reporter.ts'
import { type RequestUnit, requestUnit } from '../request-unit.ts'
import type { DriverResult, EstimateResult, Judged, WorkloadResult } from '../result.ts'
import { visible, visibleLine } from '../visible.ts'
import { grid } from './grid.ts'
import { type Cell, cell, costStyle } from './paint.ts'
import { placeText } from './place.ts'
import { wrapped } from './screen.ts'

/** Causes are told for so many workloads, and so many for each: the common case fits on one screen. */
const EXPLAINED = 3
const CAUSES = 4

type Options = ReportOptions & { readonly most: number }

/** One line for each workload, below it one for each cause; the columns of both line up over all of them. */
export function changeLines(all: readonly Change[], result: Judged, options: Options): readonly string[] {
  if (all.length === 0) return []
  const unit = requestUnit(result)
  const shown = all.slice(0, options.most)
  const causes = shown.map(({ workload }, index) =>
    index < EXPLAINED ? drivers(workload).slice(0, CAUSES) : [],
  )
  const [title = '', ...heads] = grid([titleRow(unit), ...shown.map(change => workloadRow(change, unit))], {
    ...options,
    indent: 2,
    align: 'srlrr',
  })
  const lines = grid(
    causes.flat().map(driver => causeRow(driver, unit)),
    { ...options, indent: 4, align: 'lstr' },
  )
  const below = shown.map((change, index) => {
    const first = causes.slice(0, index).flat().length
    return reasons(change, options).concat(lines.slice(first, first + (causes[index]?.length ?? 0)))
  })
  return [
    title,
    ...heads.flatMap((head, index) => [head].concat(below[index] ?? [])),
    ...smaller(all.slice(options.most)),
  ]
}

const titleRow = ({ per }: RequestUnit): readonly Cell[] =>
  ['', per, '', 'per month', 'difference'].map(text => cell(text, 'dim'))

/** Why there is no price, in full. */
const reasons = ({ workload: { head } }: Change, { width }: Options) =>
  (head?.unpriced ?? []).slice(0, CAUSES).flatMap(reason => wrapped(visibleLine(reason, 300), width, 4))

function smaller(rest: readonly Change[]): readonly string[] {
  if (rest.length === 0) return []
  const known = rest.every(({ perMonth }) => perMonth !== null)
  const sum = rest.reduce((total, { perMonth }) => total + (perMonth ?? 0), 0)
  return [`  ${plural(rest.length, 'smaller change')}${known ? `, ${usdDelta(sum)} / month` : ''}`]
}

function workloadRow(change: Change, unit: RequestUnit): readonly Cell[] {
  const { workload, perMonth, perRequest } = change
  const amount = perMonth ?? perRequest
  const mark = workload.status === 'changed' ? (relative(change.ratio) ?? '') : workload.status
  return [
    cell(visible(workload.id, 60), 'bold'),
    cell(pair(workload, side => scaled(side.usd_per_request?.expected, unit.requests))),
    cell(mark, costStyle(amount)),
    cell(pair(workload, side => scaled(side.usd_per_month?.expected, 1))),
    cell(difference(change, unit), change.unpriced ? 'yellow' : costStyle(amount || worstCase(change))),
  ]
}

/** Empty where there is no such cost; one amount where the workload was added or removed. */
function pair({ base, head }: WorkloadResult, of: (side: EstimateResult) => number | null): string {
  const [before, after] = [base && of(base), head && of(head)]
  if (before === null && after === null) return ''
  return base && head ? usdPair(before, after) : usd(base === null ? after : before)
}

const scaled = (amount: number | undefined, by: number) => (amount === undefined ? null : amount * by)

function difference(change: Change, unit: RequestUnit): string {
  const { perMonth, perRequest } = change
  if (change.unpriced || losesMonth(change)) return 'unknown'
  if (perMonth) return usdDelta(perMonth)
  if (perRequest && perMonth === null) return `${usdDelta(perRequest * unit.requests)} ${unit.slash}`
  const high = worstCase(change) * (perMonth === null ? unit.requests : 1)
  return high === 0 ? 'no change' : `worst case ${usdDelta(high)}`
}

const causeRow = (driver: DriverResult, unit: RequestUnit): readonly Cell[] => [
  cell(driver.kind),
  cell(driver.at[0] ? placeText(driver.at[0]) : '', 'dim'),
  cell(visibleLine(fromTo(driver.from, driver.to), 60)),
  cell(
    driverAmount(driver, unit),
    costStyle(driver.usd_per_month || driver.usd_per_request || driver.usd_per_request_high),
  ),
]
