import type { Judged, RunSummary } from '../quality/compare.ts'
import { pairCount } from '../quality/newcombe.ts'
import type { PairedTests, TestPair } from '../quality/pair-tests.ts'
import { testsNeeded, visibleDrop } from '../quality/power.ts'
import type { Interval } from '../quality/wilson.ts'
import { count, plural, sharePercent, significant } from '../words/numbers.ts'
import type { QualityCase, Words } from './quality-case.ts'

/** What is told about the pairs of a workload. `budget` null: no budget limits it, a rule looks at it. */
export type Told = {
  readonly id: string
  readonly budget: string | null
  readonly paired: PairedTests
  readonly judged: Judged
  readonly margin: number
}

export const COSTS_MORE = 'A cheaper request that fails its task costs more than it saves.'

/** Surely lower. */
export const regressed = ({ id, budget, paired, judged, margin }: Told): Words => ({
  message: `${id} answers worse: ${lostWords(paired)} (pass rate −${points(-judged.delta)})${allowed(budget, margin)}.`,
  why: `Chance alone would do this in fewer than 1 of 20 comparisons: the rate surely falls by ${points(-judged.interval.high)} or more.`,
  suggestions: [lookAt(paired), ...keep(paired)],
})

/** Worse, and too few tests to tell it from chance. */
export function unclear({ id, budget, paired, judged, margin }: Told, lost: string): Words {
  const n = pairCount(paired.table)
  const needed = testsNeeded(paired.table, margin)
  return {
    message: `${id} may answer worse: ${lost}. So few tests cannot tell that from chance (pass rate ${range(judged.interval)})${allowed(budget, margin)}.`,
    why: `${plural(n, 'test')} reliably show only ${visible(n)}.`,
    suggestions: [
      lookAt(paired),
      ...(needed === null || needed <= n ? [] : [`About ${count(needed)} tests would settle it.`]),
    ],
  }
}

/** Too many of them ended in an error. */
export function invalid({ id, paired }: Told): Words {
  const all = pairCount(paired.table) + paired.errors.length
  return {
    message: `${paired.errors.length} of ${all} tests of ${id} ended in an error, so nobody can say how it answers.`,
    why: 'An error is neither a pass nor a failure; with more than 5 % of them the rest may be the easy part.',
    suggestions: ['Run the evals again once the errors are gone.'],
  }
}

/** Too few tests are on both sides. */
export function apart({ id, paired }: Told): Words {
  const shared = pairCount(paired.table) + paired.errors.length
  const worse = paired.lost.length > 0 ? ` ${lostWords(paired)}.` : ''
  return {
    message: `Only ${shared} tests of ${id} ran before and after; ${paired.removed.length} are gone and ${paired.added.length} are new.${worse}`,
    why: 'Less than 80 % of a suite says too little about all of it.',
    suggestions: [
      'Change the tests in a pull request of their own, before the one that changes the answers.',
    ],
  }
}

/** No single tests, and a lower rate; null where it is not lower. */
export function totalsFell(
  { id, budget }: QualityCase,
  { base, head }: { readonly base: RunSummary; readonly head: RunSummary },
): Words | null {
  if (rate(head) >= rate(base)) return null
  return {
    message: `${id} passes ${rateWords(head)}, before ${rateWords(base)}, which \`${budget}\` cannot judge: these results hold only totals.`,
    why: 'Without single tests nobody knows whether the same ones fail, so a loss looks like chance.',
    suggestions: ['Write results with one row a test, for example promptfoo eval -o results.json.'],
  }
}

export const criticalLost = (id: string, lost: readonly string[]): Words => ({
  message: `${id} fails ${tests(lost, 'critical test')} that passed before.`,
  why: CRITICAL,
  suggestions: ['Look at what it answers there now, or keep the model and prompt that passed.'],
})

export const criticalUnknown = (id: string, unknown: readonly string[]): Words => ({
  message: `${id} was not judged on ${tests(unknown, 'critical test')}: it ended in an error or is gone.`,
  why: CRITICAL,
  suggestions: ['Run the evals again, with every critical test in them.'],
})

const CRITICAL = 'Whoever wrote the evals marked it as critical: it may never fail, however many others pass.'

export const gone = (id: string): Words => ({
  message: `The results of the evals of ${id} are gone: base has some, this change has none.`,
  why: 'Without them nobody can say whether it answers as well as before.',
  suggestions: ['Run the evals on this change, or remove `evals` from the workload in a change of its own.'],
})

export const notRun = (id: string): Words => ({
  message: `The evals of ${id} were not run on this change: its results are those of base.`,
  why: 'Old results say nothing about another model or prompt.',
  suggestions: ['Run the evals and commit their results, or hand them over as an artifact.'],
})

/** `8 of 40 tests passed before and fail now, 1 the other way` */
export function lostWords({ lost, won, table }: PairedTests): string {
  const back = won.length > 0 ? `, ${count(won.length)} the other way` : ''
  const fails = lost.length === 1 ? 'fails' : 'fail'
  return `${count(lost.length)} of ${plural(pairCount(table), 'test')} passed before and ${fails} now${back}`
}

/** `the tests t05, t11 and 3 more`. Their names are other people's text: reports escape them. */
export function tests(all: readonly string[], noun: string): string {
  const shown = all.slice(0, MOST_NAMES).map(name => name.slice(0, 60))
  const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : ''
  return `the ${noun}${all.length === 1 ? '' : 's'} ${shown.join(', ')}${more}`
}

const lookAt = ({ lost }: PairedTests) => `Look at what it answers now in ${tests(names(lost), 'test')}.`

const MOST_NAMES = 5

export const rate = ({ passed, total }: RunSummary) => (total === 0 ? 0 : passed / total)

export const rateWords = (run: RunSummary) =>
  run.total === 0 ? 'no test' : `${run.passed} of ${run.total} tests (${sharePercent(rate(run))})`

export const names = (pairs: readonly TestPair[]) => pairs.map(({ name }) => name)

/** `−25 to +5 pp` */
const range = ({ low, high }: Interval) =>
  `between ${low < 0 ? '−' : '+'}${points(Math.abs(low))} and ${high < 0 ? '−' : '+'}${points(Math.abs(high))}`

const points = (share: number) => `${significant(share * 100, 2)} pp`

const allowed = (budget: string | null, margin: number) =>
  budget === null ? '' : `; \`${budget}\` allows ${points(margin)}`

/** What so many tests can show, in words: `drops of 29 pp or more`. */
function visible(n: number): string {
  const smallest = visibleDrop(n)
  return smallest === null ? 'that everything fails' : `drops of ${points(smallest)} or more`
}

/** The model that passed what is lost, where another one took its place. */
function keep({ lost }: PairedTests): readonly string[] {
  const [was, is] = [lost[0]?.base.target?.model, lost[0]?.head.target?.model]
  return was === undefined || was === is ? ['Or keep the prompt that passed them.'] : [`Or keep ${was}.`]
}
