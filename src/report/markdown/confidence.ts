import { usdRange } from '../../words/money.ts'
import { plural, sharePercent } from '../../words/numbers.ts'
import { unknowns } from '../unpriced.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** How far the numbers can be trusted: what they rest on, how far they may be off, and what is missing. */
export function confidence(page: Page): string | null {
  const parts = [shares(page), range(page), unpriced(page), stale(page)].filter(part => part !== null)
  return parts.length > 0 ? `**Confidence** ${parts.join(' · ')}` : null
}

function shares({ result: { totals } }: Page): string | null {
  const all: readonly (readonly [number, string])[] = [
    [totals.measured_share, 'measured'],
    [totals.declared_share, 'declared'],
    [totals.assumed_share, 'assumed'],
  ]
  const present = all.filter(([share]) => share > 0).map(([share, name]) => `${sharePercent(share)} ${name}`)
  return present.length > 0 ? present.join(', ') : null
}

/** Of the month where there is one, else of the workload that changed most. */
function range({ result, unit, changes }: Page): string | null {
  const heads = result.workloads.map(({ head }) => head).filter(head => head !== null)
  const months = heads.map(head => head.usd_per_month).filter(month => month !== null)
  if (months.length > 0 && result.totals.usd_per_month.head !== null) {
    const sum = (band: 'low' | 'high') => months.reduce((total, month) => total + month[band], 0)
    return told(sum('low'), sum('high'), 'a month')
  }
  const cost = changes[0]?.workload.head?.usd_per_request
  return cost ? told(cost.low * unit.requests, cost.high * unit.requests, unit.per) : null
}

/** Null where both ends are the same: nothing is uncertain. */
const told = (low: number, high: number, per: string) =>
  low === high ? null : `range ${usdRange(low, high)} ${per}`

function unpriced({ result }: Page): string | null {
  const all = unknowns(result.workloads)
  if (all.length === 0) return null
  const named = all.slice(0, 3).map(({ reason, workloads: [first, ...others] }) => {
    const who = first && others.length === 0 ? code(first.id, 60) : plural(1 + others.length, 'workload')
    return `${who} (${prose(reason, 120)})`
  })
  const rest = all.slice(3).flatMap(({ workloads }) => workloads).length
  return `not priced: ${named.join(', ')}${rest > 0 ? ` and ${plural(rest, 'more workload')}` : ''}`
}

const stale = ({ result: { prices } }: Page) =>
  prices.stale ? `prices are old: of ${prose(prices.as_of, 20)}` : null
