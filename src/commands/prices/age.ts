import { plural } from '../../words/numbers.ts'

/** The gate warns from here on. */
export const STALE_DAYS = 45
/** `prices check` fails from here on. */
export const OUTDATED_DAYS = 120

/** Whole days from `asOf` to `date`; null when the day is not known. */
export function ageInDays(asOf: string, date: string): number | null {
  const days = Math.floor((Date.parse(date) - Date.parse(asOf)) / 86_400_000)
  return Number.isNaN(days) ? null : Math.max(0, days)
}

/** `63 days old: stale` */
export function ageText(asOf: string, date: string): string {
  const days = ageInDays(asOf, date)
  if (days === null) return 'undated'
  const judged = days > OUTDATED_DAYS ? ': outdated' : days > STALE_DAYS ? ': stale' : ''
  return `${plural(days, 'day')} old${judged}`
}
