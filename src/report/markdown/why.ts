import { drivers, driverWeight } from '../changes.ts'
import { driverAmount, driverWords } from '../driver-words.ts'
import { plural } from '../../words/numbers.ts'
import type { DriverResult } from '../result.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

const SHOWN = 4

/** The causes of the difference, the largest first, each with its amount and, unless told above, its place. */
export function why(page: Page): string | null {
  const all = page.changes
    .flatMap(({ workload }) => drivers(workload).map(driver => ({ driver, id: workload.id })))
    .toSorted((a, b) => driverWeight(b.driver) - driverWeight(a.driver))
  if (all.length === 0) return null
  const shown = all.slice(0, SHOWN)
  const groups = [...new Set(shown.map(({ id }) => id))].map(id => {
    const causes = shown.filter(cause => cause.id === id).map(({ driver }) => told(driver, page))
    return `${code(id, 60)} ${causes.join(' · ')}`
  })
  const rest = all.length - shown.length
  return `**Why** ${[...groups, ...(rest > 0 ? [plural(rest, 'smaller cause')] : [])].join('; ')}`
}

function told(driver: DriverResult, { unit, result, link }: Page): string {
  const [at] = driver.at
  const where = at && result.verdict !== 'block' ? ` ${place(at, link)}` : ''
  return `${prose(driverWords(driver), 120)} **${driverAmount(driver, unit)}**${where}`
}
