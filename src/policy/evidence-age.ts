import { settingOf, type Config } from '../config/config.ts'

/** Servers, drivers and models change within a quarter; so does what was measured of them. */
export const STALE_AFTER_DAYS = 90

/** As the rule `stale-evidence` has it. */
export function staleAfterDays({ rules }: Pick<Config, 'rules'>): number {
  const days = settingOf(rules, 'stale-evidence')?.['days']
  return typeof days === 'number' ? days : STALE_AFTER_DAYS
}
