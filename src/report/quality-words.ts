import { usd, usdPair, usdRange } from '../words/money.ts'
import { count, plural, signed, significant } from '../words/numbers.ts'
import type { PassRate, QualityResult, SolvedResult } from './quality.ts'
import type { WorkloadResult } from './result.ts'
import { visible } from './visible.ts'

/** What the evals say of the answers, in one sentence of plain text. Ids of tests are other people's text. */
export function qualityWords(quality: QualityResult): string {
  const { base, head, unpaired, verdict } = quality
  if (head === null) return base === null ? 'not measured' : `no results; before ${solved(base)}`
  if (base === null || unpaired === 'no-base') return `${solved(head)} (not measured before)`
  if (unpaired === 'same-run') return `${solved(head)} in the run of base; not run on this change`
  if (unpaired !== null || verdict === null)
    return `${moved(base, head)}; totals only, not paired test by test`
  return VERDICTS[verdict](quality, moved(base, head))
}

type Words = (quality: QualityResult, moved: string) => string

const VERDICTS: Readonly<Record<NonNullable<QualityResult['verdict']>, Words>> = {
  regressed: (quality, rates) => `worse: ${rates} (${difference(quality)}), ${fails(quality)}`,
  improved: (quality, rates) => `better: ${rates} (${difference(quality)})`,
  ok: (quality, rates) => `not worse: ${rates} (${difference(quality)})`,
  invalid: ({ errors, paired }) =>
    `cannot tell: ${errors} of ${plural((paired ?? 0) + errors, 'test')} ended in an error`,
  inconclusive: (quality, rates) => {
    if (quality.lost.length === 0) return `${rates}, no test got worse`
    return `cannot tell: ${rates} (${difference(quality)}), ${fails(quality)}; ${limits(quality)}`
  },
}

/** `38 → 30 of 40 solved` */
function moved(base: PassRate, head: PassRate): string {
  if (rate(base) === rate(head) && base.total === head.total) return `${solved(head)}, as before`
  const before = base.total === head.total ? `${base.passed}` : `${base.passed} of ${base.total}`
  return `${before} → ${solved(head)}`
}

const solved = ({ passed, total }: PassRate) => `${passed} of ${total} solved`
const rate = ({ passed, total }: PassRate) => (total === 0 ? 0 : passed / total)

/** `−20 pp, between −31 and −9` */
function difference({ delta, interval }: QualityResult): string {
  const points = (share: number) => signed(share * 100, size => significant(size, 2))
  const ends = interval === null ? '' : `, between ${points(interval.low)} and ${points(interval.high)}`
  return delta === null ? 'unknown' : `${delta === 0 ? '±0' : points(delta)} pp${ends}`
}

/** `t05, t11 and 2 more fail now` */
function fails({ lost, table }: QualityResult): string {
  const all = table?.lost ?? lost.length
  const shown = lost.slice(0, MOST_IDS).map(id => visible(id, 40))
  const more = all > shown.length ? ` and ${count(all - shown.length)} more` : ''
  return `${shown.join(', ')}${more} ${all === 1 ? 'fails' : 'fail'} now`
}

const MOST_IDS = 4

function limits({ paired, visible_drop: drop }: QualityResult): string {
  const tests = plural(paired ?? 0, 'test')
  return drop === null
    ? `${tests} are too few to tell`
    : `${tests} reliably show only drops of ${significant(drop * 100, 2)} pp or more`
}

/** `per solved task $0.0027 ($0.0026 … $0.0027) → $0.00017 (…)`; null where nobody knows. */
export function solvedWords({ usd_per_solved_task: { base, head } }: QualityResult): string | null {
  const told = [base, head].flatMap(side => (side === null ? [] : [solvedCost(side)]))
  return told.length === 0 ? null : `per solved task in the evals ${told.join(' → ')}`
}

function solvedCost({ expected, interval }: SolvedResult): string {
  if (expected === null) return 'not solved'
  const range = interval === null ? '' : usdRange(interval.low, interval.high)
  return range === '' || range === usd(expected) ? usd(expected) : `${usd(expected)} (${range})`
}

/** Tests beyond what the suite itself allows: `3 tests cost more than the $0.002 that the suite allows`; null: none. */
export function suiteWords({ suite }: QualityResult): string | null {
  if (suite === null || suite.dearer + suite.slower === 0) return null
  const { usd_per_test: dollars, latency_ms: ms, dearer, slower } = suite
  const told = [
    dearer > 0 && dollars !== null ? `${plural(dearer, 'test')} cost more than ${usd(dollars)}` : null,
    slower > 0 && ms !== null ? `${plural(slower, 'test')} took more than ${count(ms)} ms` : null,
  ]
  return `${told.filter(text => text !== null).join(' and ')}, which the suite itself allows at most`
}

/** What a success costs in the admin's own noun: `per booked invoice $0.02 → $0.10`; null without one. */
export function outcomeWords({ base, head, outcome }: WorkloadResult): string | null {
  const [before, after] = [base?.usd_per_outcome?.expected ?? null, head?.usd_per_outcome?.expected ?? null]
  return outcome === null || before === null || after === null
    ? null
    : `per ${outcome} ${usdPair(before, after)}`
}

/** The model that another one could take the place of: `gpt-4.1-mini is not worse (…) and saves $301/month`. */
export function cheaperWords({ cheaper_model: offer }: QualityResult): string | null {
  if (offer === null) return null
  const {
    model,
    instead,
    saving_per_month: month,
    saving_per_request: request,
    tests,
    interval,
    verdict,
  } = offer
  const saves = month === null ? `${usd(request)} per request` : `${usd(month)} a month`
  const points = (share: number) => signed(share * 100, size => significant(size, 2))
  const better = verdict === 'improved' ? 'better' : 'not worse'
  return `${visible(model, 60)} instead of ${visible(instead, 60)} is ${better} on the same ${plural(tests, 'test')} (between ${points(interval.low)} and ${points(interval.high)} pp) and saves ${saves}`
}

/** Cost and answers moving against each other, said plainly; null where they do not. */
export function tradeOff({
  delta,
  quality,
}: WorkloadResult): 'cheaper and worse' | 'dearer and better' | null {
  const usdMoved = delta?.usd_per_request ?? delta?.usd_per_month ?? 0
  if (usdMoved < 0 && quality?.verdict === 'regressed') return 'cheaper and worse'
  return usdMoved > 0 && quality?.verdict === 'improved' ? 'dearer and better' : null
}
