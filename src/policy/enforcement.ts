import type { Enforce } from '../config/config.ts'
import type { Level } from './finding.ts'

/**
 * How serious a broken limit is on a day. `observe` only tells, `warn` warns, `block` blocks. Before the
 * day of `from`, what will block later warns, so that a team sees it coming.
 * @param date YYYY-MM-DD
 */
export function levelOf(level: Level, enforce: Enforce | undefined, date: string): Level {
  if (level !== 'error' || enforce === undefined) return level
  if (typeof enforce === 'string') return LEVELS[enforce]
  if (date >= enforce.from) return LEVELS[enforce.level]
  return enforce.level === 'observe' ? 'note' : 'warning'
}

const LEVELS: Readonly<Record<'observe' | 'warn' | 'block', Level>> = {
  observe: 'note',
  warn: 'warning',
  block: 'error',
}
