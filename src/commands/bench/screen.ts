import { brokenWords } from '../../bench/broken-limit.ts'
import { servingCost } from '../../bench/cost.ts'
import { FAILURES } from '../../bench/failure.ts'
import type { Energy } from '../../bench/gpu/energy.ts'
import { loadWords } from '../../bench/load-words.ts'
import { bestPoint, type Point } from '../../bench/points.ts'
import { isLimited, type Slo } from '../../bench/summary.ts'
import type { Percentiles } from '../../model/benchmark.ts'
import { grid } from '../../report/terminal/grid.ts'
import { cell, paint, type Cell } from '../../report/terminal/paint.ts'
import { screen, spaced, wrapped } from '../../report/terminal/screen.ts'
import { visibleLine } from '../../report/visible.ts'
import { usd } from '../../words/money.ts'
import { count, plural, significant } from '../../words/numbers.ts'
import type { HourlyPrice } from './price.ts'

export type Shown = {
  readonly model: string
  /** `1 × NVIDIA L4 (nvidia-smi)`, or why it is not known. */
  readonly hardware: string
  readonly isKnown: boolean
  readonly points: readonly Point[]
  readonly slo: Slo
  readonly price: HourlyPrice | null
  /** Average of each point; null: not measured. */
  readonly energy: readonly (Energy | null)[]
  readonly notes: readonly string[]
  /** Where the record is. */
  readonly path: string
  readonly secretless: (text: string) => string
}

type Look = { readonly color: boolean; readonly width: number }

/** What was measured, what it means, and what to do next. */
export function benchScreen(shown: Shown, look: Look): string {
  const title = `unitcost bench   ${visibleLine(shown.model, 80)} on ${visibleLine(shown.hardware, 120)}`
  const paragraph = (text: string) => wrapped(text, look.width, 2)
  return screen(
    spaced([
      [paint(cell(title, 'bold'), look.color)],
      table(shown, look),
      verdict(shown).flatMap(paragraph),
      failures(shown).flatMap(paragraph),
      details(shown),
      remarks(shown).flatMap(paragraph),
      next(shown).flatMap(paragraph),
    ]),
  )
}

function table({ points, price, slo }: Shown, look: Look): readonly string[] {
  const heads = ['load', 'req/s', 'out tok/s', 'TTFT p50 / p95 / p99 ms', 'TPOT p50 / p95 / p99 ms', 'failed']
  const optional = [
    ...(isLimited(slo) ? [{ head: 'goodput', of: goodput }] : []),
    ...(price === null
      ? []
      : [
          { head: '/ request', of: (point: Point) => usd(costOf(point, price)?.usdPerRequest ?? null) },
          { head: '/ 1M tokens', of: (point: Point) => usd(costOf(point, price)?.usdPerMillion ?? null) },
        ]),
  ]
  const title = [...heads, ...optional.map(({ head }) => head)].map(text => cell(text, 'dim'))
  const best = bestPoint(points)
  const rows = points.map(point => [
    cell(loadWords(point.load), point === best ? 'bold' : null),
    ...figures(point),
    ...optional.map(({ of }) => cell(of(point))),
  ])
  return grid([title, ...rows], { ...look, indent: 2, align: 'lrrrrrrrr' })
}

const costOf = ({ summary }: Point, price: HourlyPrice) => servingCost(summary, price.usd)
const goodput = ({ summary }: Point) =>
  summary.goodput === null ? '' : `${significant(summary.goodput, 3)}/s`

function figures({ summary }: Point): readonly Cell[] {
  const { requestsPerSecond, outputPerSecond, ttftMs, tpotMs, failed } = summary
  return [
    cell(significant(requestsPerSecond, 3)),
    cell(count(outputPerSecond)),
    cell(three(ttftMs)),
    cell(three(tpotMs)),
    cell(String(failed), failed > 0 ? 'red' : null),
  ]
}

const three = ({ p50, p95, p99 }: Percentiles) =>
  p50 === null ? '—' : [p50, p95, p99].map(value => significant(value ?? 0, 3)).join(' / ')

/** The load that counts, and why the others do not. */
function verdict({ points, price, slo }: Shown): readonly string[] {
  const best = bestPoint(points)
  const cost = best === null || price === null ? null : costOf(best, price)
  const amounts =
    cost === null
      ? ''
      : ` ${usd(cost.usdPerRequest)} per request, ${usd(cost.usdPerMillion)} per 1M tokens in and out.`
  const limits = isLimited(slo) ? ' inside the limits' : ''
  const found =
    best === null
      ? `No load was carried${limits}.`
      : `Most output${limits}: ${loadWords(best.load)}, ${count(best.summary.outputPerSecond)} output tokens/s.${amounts}`
  const broken = points.flatMap(({ load, runs }) => {
    const [first] = runs.flatMap(run => run.broken ?? [])
    return first === undefined ? [] : [`${loadWords(load)}: ${brokenWords(first)}.`]
  })
  const busy = points.flatMap(({ load, runs }) => {
    const [first] = runs.flatMap(({ clientBound }) =>
      clientBound.length > 0 ? [clientBound.join(', ')] : [],
    )
    return first === undefined
      ? []
      : [
          `${loadWords(load)}: client-bound, the load generator was the bottleneck: ${first}. It is recorded and does not gate.`,
        ]
  })
  return [found, ...(price === null ? [] : [`Priced at ${price.words}.`]), ...broken, ...busy]
}

function failures({ points, secretless }: Shown): readonly string[] {
  return points.flatMap(({ load, summary }) =>
    summary.failures.map(({ kind, count: times, detail }) => {
      const { what, remedy } = FAILURES[kind]
      return `${loadWords(load)}: ${plural(times, 'request')} failed, ${what} (${visibleLine(secretless(detail), 160)}). ${remedy}`
    }),
  )
}

/** What the table has no room for. */
const details = ({ points }: Shown): readonly string[] =>
  points
    .filter(({ summary }) => summary.ok > 0)
    .map(
      ({ load, summary: { endToEndMs, gapMs } }) =>
        `  ${loadWords(load)}: end to end ${three(endToEndMs)} ms, between chunks ${three(gapMs)} ms`,
    )

function remarks({ points, energy, notes }: Shown): readonly string[] {
  const chunks = points.some(({ summary }) => summary.basis === 'chunks' && summary.ok > 0)
  const input = points.some(({ summary }) => summary.inputTokens === null)
  const partial = points.some(({ runs }) => runs.some(({ isPartial }) => isPartial))
  return [
    ...(partial
      ? ['Stopped before its end: what was measured is recorded as partial and does not gate.']
      : []),
    ...(chunks
      ? [
          'The server sends no usage: its output tokens are counted chunks, which may hold several. It does not gate.',
        ]
      : []),
    ...(input
      ? ['The server does not say how many input tokens it read: there is no price per 1M tokens.']
      : []),
    ...points.flatMap(({ load }, index) => powerWords(loadWords(load), energy[index] ?? null)),
    ...notes,
  ]
}

function powerWords(load: string, energy: Energy | null): readonly string[] {
  if (energy === null) return []
  const doubt = energy.problems.length === 0 ? '' : `; not to be trusted: ${energy.problems.join(', ')}`
  return [`${load}: ${count(energy.watt)} W on average${doubt}.`]
}

function next({ path, points, isKnown }: Shown): readonly string[] {
  const best = bestPoint(points)
  if (best === null || !isKnown || best.summary.basis === 'chunks')
    return [`Wrote ${path}. Nothing is priced with it yet; what is missing is said above.`]
  return [
    `Wrote ${path}.`,
    'Next: commit it; pull requests are then priced with it. In unitcost.yml, `served_by` of a workload names the capacity that serves it, and `slo` its latency limits.',
  ]
}
