import { usd } from '../../words/money.ts'
import { plural } from '../../words/numbers.ts'
import type { WaivedResult } from '../result.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

/** Whose policy judged, where that is not the target branch's, and the edits to policy in this change. */
export function policy({ result, link }: Page): string | null {
  const { from, note, changes } = result.policy
  const shown = changes.slice(0, 10).map(({ what, at }) => `- ${place(at, link)} ${prose(what)}`)
  const rest = changes.length - shown.length
  if (rest > 0) shown.push(`- and ${plural(rest, 'more edit')}`)
  const effect = from === 'base' ? 'not applied here; they hold once merged' : 'shown for the reviewer'
  const edits = changes.length > 0 ? [`**Policy changes in this pull request** (${effect})`, ...shown] : []
  const origin =
    note === null
      ? []
      : [`**Policy** ${from === 'head' ? "is this pull request's own" : 'note'}: ${prose(note)}`]
  if (origin.length > 0 && edits.length > 0) origin.push('')
  return [...origin, ...edits].join('\n') || null
}

/** Exceptions that somebody approved: visible, with name, end and reason. */
export function waivers({ result }: Page): string | null {
  const waived = result.findings.flatMap(({ waived, budget, rule }) =>
    waived
      ? [
          `${code(budget ?? rule)} by ${code(waived.by)} until ${prose(waived.until, 20)}${cap(waived)}, because ${prose(waived.because, 200)}`,
        ]
      : [],
  )
  return waived.length > 0 ? `**Waived** ${waived.slice(0, 5).join(' · ')}` : null
}

function cap({ up_to: cap }: WaivedResult): string {
  if (cap === null) return ''
  const limits = [
    cap.usd_per_month === null ? null : `${usd(cap.usd_per_month)} a month`,
    cap.usd_per_request === null ? null : `${usd(cap.usd_per_request)} a request`,
    cap.usd_per_solved_task === null ? null : `${usd(cap.usd_per_solved_task)} a solved task`,
  ]
  return ` up to ${limits.filter(limit => limit !== null).join(' and ')}`
}
