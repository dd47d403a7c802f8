import type { DiagnosticResult, Judged, Result } from './result.ts'
import { type Change, changes, EXAMPLE_TRAFFIC, losesMonth, worstCase } from './changes.ts'
import { usdDelta } from '../words/money.ts'
import { change, plural } from '../words/numbers.ts'
import { tradeOff } from './quality-words.ts'
import { reason } from './reason.ts'
import { requestUnit } from './request-unit.ts'

/**
 * The whole report as one line of plain text, read like the subject of an e-mail: number and reason, without
 * a mark, without escapes. It is the title of the comment, of the check run and of the terminal report.
 */
export function headline(result: Result): string {
  if (result.verdict === null) return `Inference cost could not be judged: ${result.error.message}`
  const unread = result.diagnostics.filter(({ severity }) => severity === 'error')
  const [first] = unread
  if (first) return `Inference cost unknown: ${unreadable(first)}${andMore(unread.length - 1, 'file')}`
  const why = reason(result)
  return `${withTradeOff(result, cost(result))}${why === null ? '' : `: ${why}`}${result.provisional ? ' (provisional)' : ''}`
}

/** `Cheaper and worse, inference cost −$359/month`: what a reader of the amount alone would miss. */
function withTradeOff(result: Judged, amount: string): string {
  const found = result.workloads.flatMap(workload => tradeOff(workload) ?? [])[0]
  if (found === undefined) return amount
  return `${found.charAt(0).toUpperCase()}${found.slice(1)}, ${amount.charAt(0).toLowerCase()}${amount.slice(1)}`
}

/** `gateway/litellm.yaml does not parse (line 7)` */
function unreadable({ code, message, path, line }: DiagnosticResult): string {
  const where = line === null ? '' : ` (line ${line})`
  return code.endsWith('-syntax') ? `${path} does not parse${where}` : `${path}${where}: ${message}`
}

function cost(result: Judged): string {
  const all = changes(result)
  const unpriced = all.find(change => change.unpriced)
  if (all.some(losesMonth)) return 'Monthly inference cost unknown'
  const { base, delta } = result.totals.usd_per_month
  if (unpriced && !delta) return 'Inference cost unknown'
  if (delta) {
    const ratio = base ? (base + delta) / base : null
    const also = all[0]?.perMonth === null ? alsoPerRequest(result, all[0]) : ''
    return `Inference cost ${usdDelta(delta)}/month${bracket(change(ratio))}${also}`
  }
  const perRequest = requestCost(result, all)
  if (perRequest) return `Inference cost ${perRequest}`
  return unmoved(result, all)
}

/** The largest change of a workload without a monthly figure: `+38 % per request (+$5.10 per 1,000 …)`. */
function requestCost(result: Judged, all: readonly Change[]): string | null {
  const top = all.find(({ perMonth, perRequest }) => perMonth === null && perRequest)
  if (!top?.perRequest) return null
  const unit = requestUnit(result)
  const amount = `${usdDelta(top.perRequest * unit.requests)} ${unit.per}`
  const example = `${usdDelta(top.perRequest * EXAMPLE_TRAFFIC)} at 100,000 requests/month`
  const relative = change(top.ratio)
  return relative ? `${relative} per request (${amount}, ${example})` : `${amount} (${example})`
}

/** Beside a monthly figure that does not hold the largest change, because that has no traffic. */
function alsoPerRequest(result: Judged, { perRequest }: Change): string {
  const unit = requestUnit(result)
  const amount = perRequest ? `${usdDelta(perRequest * unit.requests)} ${unit.per}` : null
  return amount === null ? '' : `, and ${amount} where no traffic is declared`
}

function unmoved(result: Judged, all: readonly Change[]): string {
  const worst = all.find(change => worstCase(change) !== 0)
  if (worst) {
    const unit = requestUnit(result)
    const monthly = worst.perMonth !== null
    const high = usdDelta(worstCase(worst) * (monthly ? 1 : unit.requests))
    return `Worst-case inference cost ${high}${monthly ? '/month' : ` ${unit.per}`}, expected cost unchanged`
  }
  if (all.length > 0) return `No change in total inference cost, ${plural(all.length, 'workload')} changed`
  return `No change in inference cost since ${result.base.label}`
}

const bracket = (text: string | null) => (text === null ? '' : ` (${text})`)
const andMore = (n: number, what: string) => (n > 0 ? `, and ${plural(n, `more ${what}`)}` : '')
