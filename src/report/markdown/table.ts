import { markdownTable } from 'markdown-table'
import { type Change, drivers, losesMonth, worstCase } from '../changes.ts'
import { driverWords } from '../driver-words.ts'
import { usd, usdDelta, usdPair } from '../../words/money.ts'
import { change as relative, plural } from '../../words/numbers.ts'
import { lacksTraffic } from '../request-unit.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** Six workloads, the rest in a row or two, the total: nine rows at most. */
const SHOWN = 6

/** Rows that only say that a cost is unknown leave room for those that say what it is. */
const UNKNOWN_SHOWN = 3

/** A column is left out where no row would have anything in it. */
type Columns = { readonly request: boolean; readonly month: boolean }

/** The changed workloads, the largest difference first. Null when nothing changed. */
export function changeTable(page: Page): string | null {
  if (page.changes.length === 0) return null
  const columns = {
    request: page.changes.some(({ workload }) => cost(workload.base) || cost(workload.head)),
    month: page.changes.some(({ workload: { base, head } }) => base?.usd_per_month || head?.usd_per_month),
  }
  const unknown = page.changes.filter(({ unpriced }) => unpriced)
  const known = page.changes.filter(({ unpriced }) => !unpriced)
  const named = unknown.slice(0, Math.max(UNKNOWN_SHOWN, SHOWN - known.length))
  const space = SHOWN - named.length
  const rows = [
    ['workload', 'what changed', page.unit.per, 'per month', 'Δ'],
    ...[...named, ...known.slice(0, space)].map(change => row(change, page, columns)),
    ...smaller(known.slice(space)),
    ...unnamed(unknown.length - named.length),
    ...total(page, columns),
  ]
  const keep = [true, true, columns.request, columns.month, true]
  const picked = rows.map(cells => cells.filter((_, index) => keep[index]))
  return markdownTable(picked, {
    align: ['l', 'l', 'r', 'r', 'r'].filter((_, index) => keep[index]),
    alignDelimiters: false,
  })
}

function row(change: Change, page: Page, columns: Columns): readonly string[] {
  const { id, base, head } = change.workload
  const scale = page.unit.requests
  const [before, after] = [base?.usd_per_request?.expected, head?.usd_per_request?.expected]
  return [
    code(id, 60),
    what(change),
    pair(scaled(before, scale), scaled(after, scale), change),
    lacksTraffic(change.workload) && !losesMonth(change)
      ? 'no traffic declared'
      : pair(base?.usd_per_month?.expected, head?.usd_per_month?.expected, change),
    difference(change, page, columns),
  ]
}

function what(change: Change): string {
  const { workload } = change
  if (change.unpriced) return workload.status === 'added' ? 'new, cost unknown' : 'cost unknown'
  if (workload.status === 'added') return 'new'
  if (workload.status === 'removed') return 'removed'
  const [first, ...rest] = drivers(workload)
  if (!first)
    return workload.base?.unpriced.length ? 'now has a price' : worstOnly(change) ? 'range only' : 'changed'
  const others = [...new Set(rest.map(({ kind }) => kind))].filter(kind => kind !== first.kind)
  return [prose(driverWords(first), 90), ...others].join(', ')
}

/** Only the side that exists where a workload was added or removed; a dash where it has no such cost. */
function pair(base: number | undefined, head: number | undefined, { workload }: Change): string {
  if (base === undefined && head === undefined) return isUnpriced(workload) ? 'unknown' : '—'
  if (workload.status === 'added') return usd(head ?? null)
  if (workload.status === 'removed') return usd(base ?? null)
  return usdPair(base ?? null, head ?? null)
}

const isUnpriced = ({ base, head }: Change['workload']) =>
  Boolean(base?.unpriced.length || head?.unpriced.length)

function difference(change: Change, { unit }: Page, { month }: Columns): string {
  const { perMonth, perRequest } = change
  if (change.unpriced || losesMonth(change) || (perMonth === null && perRequest === null)) return 'unknown'
  if (!perMonth && !perRequest) return worst(change, perMonth === null ? unit.requests : 1)
  const per = month ? ` ${unit.slash}` : ''
  const amount =
    perMonth === null ? `${usdDelta((perRequest ?? 0) * unit.requests)}${per}` : usdDelta(perMonth)
  const percent = unbroken(relative(change.ratio))
  return percent ? `${amount} (${percent})` : amount
}

function worst(change: Change, by: number): string {
  const high = worstCase(change) * by
  return high === 0 ? 'no change' : `worst case ${usdDelta(high)}`
}

function smaller(rest: readonly Change[]): readonly (readonly string[])[] {
  if (rest.length === 0) return []
  const known = rest.every(({ perMonth }) => perMonth !== null)
  const sum = rest.reduce((total, { perMonth }) => total + (perMonth ?? 0), 0)
  return [[`*${plural(rest.length, 'smaller change')}*`, '', '', '', known ? usdDelta(sum) : '']]
}

const unnamed = (rest: number): readonly (readonly string[])[] =>
  rest === 0 ? [] : [[`*${plural(rest, 'more workload')}*`, 'cost unknown', '', '', 'unknown']]

function total({ result, changes }: Page, { month }: Columns): readonly (readonly string[])[] {
  const { base, head, delta } = result.totals.usd_per_month
  if (!month || changes.length < 2) return []
  const percent = base && head !== null ? unbroken(relative(head / base)) : null
  return [
    [
      `**all ${plural(result.workloads.length, 'workload')}**`,
      '',
      '',
      usdPair(base, head),
      `**${usdDelta(delta)}**${percent ? ` (${percent})` : ''}`,
    ],
  ]
}

/** A percent sign alone on the next line of a narrow cell would be odd. */
const unbroken = (percent: string | null) => percent?.replace(' ', '\u00a0') ?? null

const worstOnly = (change: Change) => !change.perMonth && !change.perRequest && worstCase(change) !== 0
const cost = (side: Change['workload']['base']) => side?.usd_per_request ?? null
const scaled = (amount: number | undefined, by: number) => (amount === undefined ? undefined : amount * by)
