import { driverAmount, driverWords } from '../driver-words.ts'
import { drivers } from '../changes.ts'
import { blockers } from '../reason.ts'
import type { Place } from '../../model/evidence.ts'
import type { FindingResult } from '../result.ts'
import { prose } from './escape.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

type Step = { readonly at: Place | null; readonly text: string }

const MOST = 3

/** What to do, three things at most: unreadable files, then advice, then where the cost comes from. */
export function stepList(page: Page): string | null {
  const steps = chosen(page)
  if (steps.length === 0) return null
  const title = page.result.verdict === 'block' ? '**To merge**' : '**Next**'
  const items = steps.map(({ at, text }, index) => {
    const where = at === null ? '' : `${place(at, page.link)} `
    return `${index + 1}. ${where}${prose(text)}`
  })
  return [title, ...items].join('\n')
}

/**
 * Files that cannot be read, what rules advise, the largest cause with the advice for its place; then other
 * advice, its last (by convention the way out: raise the limit, ask for a waiver) at the end.
 */
function chosen(page: Page): readonly Step[] {
  const { ofRules, ofBudgets, further } = advice(page)
  const merged = causes(page).map(cause => withAdvice(cause, ofBudgets))
  const loose = ofBudgets.filter(({ text }) => !merged.some(cause => cause.text.endsWith(text)))
  const others = distinct([...loose, ...further])
  const ends = others.length > 1 ? [...others.slice(0, 1), ...others.slice(-1)] : others
  const first = [...unreadable(page), ...ofRules, ...merged.slice(0, 1)]
  const steps = distinct([...first, ...ends, ...merged.slice(1)]).slice(0, MOST)
  return [...steps.filter(step => !ends.includes(step)), ...steps.filter(step => ends.includes(step))]
}

/** A cause and what to do about it in one line, where both are about the same place. */
function withAdvice({ at, text }: Step, advice: readonly Step[]): Step {
  const same = advice.find(other => at && other.at?.path === at.path && other.at.line === at.line)
  return { at, text: same ? `${text} ${same.text}` : text }
}

const unreadable = ({ result }: Page): readonly Step[] =>
  result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ path, line, message, hint }) => ({ at: { path, line }, text: `${sentence(message)} ${hint}` }))

type Advice = Readonly<Record<'ofRules' | 'ofBudgets' | 'further', readonly Step[]>>

/** The first suggestion of every finding that blocks (or, where none does, that warns), and the further ones. */
function advice({ result }: Page): Advice {
  const blocking = blockers(result)
  const warnings = result.findings.filter(({ level, waived }) => level === 'warning' && waived === null)
  const relevant = blocking.length > 0 ? blocking : warnings
  return {
    ofRules: firstAdvice(relevant.filter(({ budget }) => budget === null)),
    ofBudgets: firstAdvice(relevant.filter(({ budget }) => budget !== null)),
    further: relevant.flatMap(({ suggestions }) => suggestions.slice(1).map(text => ({ at: null, text }))),
  }
}

const firstAdvice = (findings: readonly FindingResult[]) =>
  findings.flatMap(({ suggestions: [text], at: [at = null] }) => (text ? [{ at, text }] : []))

/** When a budget blocks: what raises the cost, where it stands, and how much it is. */
function causes(page: Page): readonly Step[] {
  if (page.result.verdict !== 'block') return []
  const broken = blockers(page.result).filter(({ budget }) => budget !== null)
  const blocked = new Set(broken.map(({ workload }) => workload))
  const all = page.changes.filter(({ workload }) => blocked.has(workload.id) || blocked.has(null))
  return all
    .flatMap(({ workload }) => drivers(workload))
    .filter(
      driver => (driver.usd_per_month || driver.usd_per_request || driver.usd_per_request_high || 0) > 0,
    )
    .map(driver => ({
      at: driver.at[0] ?? null,
      text: `${driverWords(driver)}: ${driverAmount(driver, page.unit)}.`,
    }))
}

const distinct = (steps: readonly Step[]) =>
  steps.filter((step, index) => steps.findIndex(other => other.text === step.text) === index)

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
