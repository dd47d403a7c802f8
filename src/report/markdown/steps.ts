import { advice, causes, type Step, unreadable } from './advice.ts'
import { prose } from './escape.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

export const MOST_STEPS = 3

/** What to do, three things at most. Null when nothing needs doing. */
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
  const { ofRules, ofBudgets } = advice(page)
  const raising = causes(page)
  const merged = raising.map(cause => withAdvice(cause, ofBudgets))
  const others = raisedTogether(ofBudgets.filter(step => !raising.some(cause => isAbout(step, cause))))
  const ends = others.length > 1 ? [...others.slice(0, 1), ...others.slice(-1)] : others
  const first = [...unreadable(page), ...ofRules, ...merged.slice(0, 1)]
  const steps = distinct([...first, ...ends, ...merged.slice(1)]).slice(0, MOST_STEPS)
  return [...steps.filter(step => !ends.includes(step)), ...steps.filter(step => ends.includes(step))]
}

/** A cause and what to do about it in one line, where the advice names the place of the cause. */
function withAdvice(cause: Step, given: readonly Step[]): Step {
  const text = given.find(step => isAbout(step, cause))?.text.replace(` (${named(cause)})`, '')
  return { at: cause.at, text: text === undefined ? cause.text : `${cause.text} ${inOneUnit(text, cause)}` }
}

/** The saving of an advice, unless it is told in another unit than the cause: it is the same amount undone. */
const inOneUnit = (text: string, cause: Step) =>
  text.replace(/: −\$[\d.,]+(\/month| per request)\.$/u, (saving, unit: string) =>
    cause.text.includes(unit) ? saving : '.',
  )

/** The way out of several budgets is one step. */
function raisedTogether(steps: readonly Step[]): readonly Step[] {
  const ways = steps.flatMap(step => {
    const [, name, rest] = /^Or raise (`[^`]+`) (.+)$/u.exec(step.text) ?? []
    return name === undefined || rest === undefined ? [] : [{ step, name, rest }]
  })
  const others = steps.filter(step => ways.every(way => way.step !== step))
  const together = [...new Set(ways.map(({ rest }) => rest))].map((rest): Step => {
    const same = ways.filter(way => way.rest === rest)
    const names = [...new Set(same.map(({ name }) => name))]
    return {
      at: names.length === 1 ? (same[0]?.step.at ?? null) : null,
      text: `Or raise ${listed(names)} ${rest}`,
    }
  })
  return distinct([...others, ...together])
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const isAbout = ({ text }: Step, cause: Step) => cause.at !== null && text.includes(`(${named(cause)})`)

const named = ({ at }: Step) => (at?.line ? `${at.path}:${at.line}` : (at?.path ?? ''))

const distinct = (steps: readonly Step[]) =>
  steps.filter((step, index) => steps.findIndex(other => other.text === step.text) === index)
