import type { Place } from '../../model/evidence.ts'
import { drivers } from '../changes.ts'
import { driverAmount, driverWords } from '../driver-words.ts'
import { blockers } from '../reason.ts'
import type { DriverResult, FindingResult } from '../result.ts'
import type { Page } from './page.ts'

/** Something to do or to look at. The text is not escaped yet. */
export type Step = { readonly at: Place | null; readonly text: string }

export const unreadable = ({ result }: Page): readonly Step[] =>
  result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ path, line, message, hint }) => ({ at: { path, line }, text: `${sentence(message)} ${hint}` }))

/** Of the findings that block or, where none does, that warn: the first of each rule, all of the budgets. */
export function advice({ result }: Page) {
  const blocking = blockers(result)
  const warnings = result.findings.filter(({ level, waived }) => level === 'warning' && waived === null)
  const relevant = blocking.length > 0 ? blocking : warnings
  return {
    ofRules: relevant.filter(({ budget }) => budget === null).flatMap(finding => steps(finding).slice(0, 1)),
    ofBudgets: relevant.filter(({ budget }) => budget !== null).flatMap(steps),
  }
}

/** The place of a finding belongs to its first suggestion; further ones name their own. */
const steps = ({ suggestions, at: [at] }: FindingResult): readonly Step[] =>
  suggestions.map((text, index) => ({ at: index === 0 ? (at ?? null) : null, text }))

/** A cause below a twentieth of the largest one unblocks nobody. */
const WORTH_A_STEP = 20

const sizeOf = (driver: DriverResult) =>
  driver.usd_per_month || driver.usd_per_request || driver.usd_per_request_high || 0

/** When a budget blocks: what raises the cost, where it stands, and how much it is. */
export function causes({ result, changes, unit }: Page): readonly Step[] {
  const broken = blockers(result).filter(({ budget }) => budget !== null)
  const blocked = new Set(broken.map(({ workload }) => workload))
  const raising = changes
    .filter(({ workload }) => blocked.has(workload.id) || blocked.has(null))
    .flatMap(({ workload }) => drivers(workload))
    .filter(driver => sizeOf(driver) > 0)
  const largest = Math.max(...raising.map(sizeOf))
  return raising
    .filter(driver => sizeOf(driver) >= largest / WORTH_A_STEP)
    .map(driver => ({
      at: driver.at[0] ?? null,
      text: `${driverWords(driver)}: ${driverAmount(driver, unit)}.`,
    }))
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
