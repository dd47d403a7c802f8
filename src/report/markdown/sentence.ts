import { type Change, worstCase } from '../changes.ts'
import { usd, usdDelta, usdPair } from '../../words/money.ts'
import type { RequestUnit } from '../request-unit.ts'
import type { EstimateResult } from '../result.ts'
import { code, prose } from './escape.ts'

/** What one workload cost and costs, in one sentence of Markdown. */
export function sentence(change: Change, unit: RequestUnit): string {
  const { status, id, base, head } = change.workload
  const was = base && cost(base, unit)
  const is = head && cost(head, unit)
  if (change.unpriced) return unknown(change, was)
  if (status === 'added') return `${code(id)} is new and costs **${is}**.`
  if (status === 'removed') return `${code(id)} is removed; it cost **${was || 'an unknown amount'}**.`
  return was ? moved(change, unit) : `${code(id)} could not be priced before and costs **${is}**.`
}

function unknown({ workload: { id, head } }: Change, was: string | null): string {
  const reasons = (head?.unpriced ?? []).slice(0, 2).map(reason => prose(reason))
  const before = was ? `cost ${was} and now has no known cost` : 'has no known cost'
  return `${code(id)} ${before}: ${reasons.join('; ')}.${was ? ' This is not counted as a saving.' : ''}`
}

function moved(change: Change, unit: RequestUnit): string {
  const { id, base, head } = change.workload
  const [before, after] = [base?.usd_per_request, head?.usd_per_request]
  if (!before || !after) return `${code(id)} ${movedMonth(change)}.`
  if (before.expected === after.expected && worstCase(change) !== 0) {
    const high = usdPair(before.high * unit.requests, after.high * unit.requests)
    return `${code(id)} is expected to cost the same; in the worst case ${high} ${unit.per}.`
  }
  const [was, is] = [usd(before.expected * unit.requests), usd(after.expected * unit.requests)]
  if (was === is)
    return `${code(id)} still costs ${before.expected === after.expected ? '' : 'about '}**${is} ${unit.per}**.`
  return `${code(id)} goes from **${was} to ${is} ${unit.per}**${solved(change, unit)}.`
}

function movedMonth(change: Change): string {
  const { base, head } = change.workload
  const [was, is] = [base?.usd_per_month?.expected ?? null, head?.usd_per_month?.expected ?? null]
  if (was === is)
    return `still costs **${usd(is)} a month**; the worst case moves by ${usdDelta(worstCase(change))}`
  return `goes from **${usd(was)} to ${usd(is)} a month**, whether it is used or not`
}

function solved({ workload: { base, head } }: Change, unit: RequestUnit): string {
  const [before, after] = [base?.usd_per_solved_task, head?.usd_per_solved_task]
  if (!before || !after) return ''
  const many = unit.requests === 1 ? 'solved task' : '1,000 solved tasks'
  return ` (per ${many} ${usdPair(before.expected * unit.requests, after.expected * unit.requests)})`
}

function cost({ usd_per_request: request, usd_per_month: month }: EstimateResult, unit: RequestUnit): string {
  const parts = [
    request && `${usd(request.expected * unit.requests)} ${unit.per}`,
    month && `${usd(month.expected)} a month`,
  ]
  return parts.filter(part => part !== null).join(', ')
}
