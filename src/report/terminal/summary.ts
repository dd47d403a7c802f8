import { plural, sharePercent } from '../../words/numbers.ts'
import { pendingWords } from '../pending-words.ts'
import { blockers } from '../reason.ts'
import type { ReportOptions } from '../reporter.ts'
import type { Judged } from '../result.ts'
import { cell, paint, type Style } from './paint.ts'
import { wrapped } from './screen.ts'

/** The last line: the verdict in words, and how far the numbers can be trusted. */
export function summaryLine(result: Judged, { color, width }: ReportOptions): readonly string[] {
  const { totals, policy, prices } = result
  const parts = [
    verdict(result),
    totals.assumed_share > 0 ? `${sharePercent(totals.assumed_share)} of the cost is assumed` : null,
    totals.unpriced > 0 ? `${plural(totals.unpriced, 'workload')} not priced` : null,
    policy.changes.length > 0
      ? `${plural(policy.changes.length, 'policy change')}, shown but not applied`
      : null,
    policy.from === 'head' ? 'policy of this change applied' : null,
    result.provisional ? `provisional: ${pendingWords(result)}` : null,
    prices.stale ? 'prices are old' : null,
  ]
  const text = parts.filter(part => part !== null).join(' · ')
  return wrapped(text, width, 2).map(line => paint(cell(line, STYLES[result.verdict]), color))
}

const STYLES: Readonly<Record<Judged['verdict'], Style>> = { block: 'red', warn: 'yellow', pass: 'green' }

function verdict(result: Judged): string {
  const unread = result.diagnostics.filter(({ severity }) => severity === 'error').length
  const blocking = blockers(result)
  const budgets = new Set(blocking.flatMap(({ budget }) => budget ?? [])).size
  const rules = new Set(blocking.flatMap(({ budget, rule }) => (budget === null ? rule : []))).size
  const causes = [
    [unread, 'unreadable file'],
    [budgets, 'budget'],
    [rules, 'rule'],
  ] as const
  if (result.verdict === 'block') {
    const named = causes.filter(([n]) => n > 0).map(([n, what]) => plural(n, what))
    return `blocked by ${named.join(' and ')}`
  }
  return result.verdict === 'warn' ? 'not blocked, with warnings' : 'not blocked'
}
