import { HOURS_PER_MONTH, requestsPerMonth, share } from '../units.ts'
import type { RequestsPerMonth, Share } from '../units.ts'

const PER_MONTH: Readonly<Record<string, number>> = {
  second: HOURS_PER_MONTH * 3600,
  minute: HOURS_PER_MONTH * 60,
  hour: HOURS_PER_MONTH,
  day: HOURS_PER_MONTH / 24,
  month: 1,
}
const TIMES: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, B: 1e9 }

/**
 * `1.2M/month`, `40k/day`, `500/hour`, `3/second`; a number is per month. A month is 730 hours.
 * Null when it is none of these.
 */
export function parseTraffic(written: unknown): RequestsPerMonth | null {
  if (typeof written === 'number') return atLeastZero(written) ? requestsPerMonth(written) : null
  if (typeof written !== 'string') return null
  const match = /^([\d,]{1,20}(?:\.\d{1,12})?) ?([kKMB]?) ?\/ ?([a-z]{3,6})$/.exec(written)
  const [, count = '', suffix = '', unit = ''] = match ?? []
  const perMonth = PER_MONTH[unit]
  const times = TIMES[suffix]
  if (perMonth === undefined || times === undefined || !isCount(count)) return null
  return requestsPerMonth(Number(count.replaceAll(',', '')) * times * perMonth)
}

/** 0 … 1, or `0%` … `100%`. Null when it is neither. */
export const parseShare = (written: unknown): Share | null => shareOf(percentOr(written, ['%'], 100))

/** Percentage points: `5pp` and `5%` are 0.05, as is 0.05. Null when it is none of these. */
export const parsePoints = (written: unknown): Share | null => shareOf(percentOr(written, ['pp', '%'], 100))

/** Percent as a number of percent: 10 and `10%` are 10. Null when it is neither. */
export function parsePercent(written: unknown): number | null {
  const percent = percentOr(written, ['%'], 1)
  return percent !== null && atLeastZero(percent) ? percent : null
}

/** True for a day that exists, as YYYY-MM-DD: 2027-02-30 does not. */
export function isDate(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false
  const day = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)
}

const shareOf = (part: number | null) =>
  part !== null && atLeastZero(part) && part <= 1 ? share(part) : null

/** A number as it is; the number before a mark divided by `divisor`. */
function percentOr(written: unknown, marks: readonly string[], divisor: number): number | null {
  if (typeof written === 'number') return written
  if (typeof written !== 'string' || written.length > 20) return null
  const mark = marks.find(end => written.endsWith(end))
  if (mark === undefined) return null
  const digits = written.slice(0, -mark.length).trimEnd()
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) / divisor : null
}

const isCount = (written: string) => /^(\d{1,3}(,\d{3})+|\d{1,12})(\.\d+)?$/.test(written)

const atLeastZero = (n: number) => Number.isFinite(n) && n >= 0
