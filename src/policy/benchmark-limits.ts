import type { BudgetConfig } from '../config/config.ts'
import type { Estimate } from '../estimate/estimate.ts'
import { exceeds } from '../units.ts'
import type { Place } from '../model/evidence.ts'
import { unitUsd } from '../words/money.ts'
import { significant } from '../words/numbers.ts'
import type { Draft } from './finding.ts'
import type { Measure } from './measure.ts'
import type { JudgedDelta } from './rule.ts'

/** What only machines of one's own have: USD per million tokens that they serve; latency in milliseconds. */
export type ServingKind = 'usd_per_mtok' | 'latency.ttft_p95_ms' | 'latency.tpot_p95_ms'

export const isServingKind = (kind: Measure['kind']): kind is ServingKind => Object.hasOwn(OF, kind)

/**
 * Limits of what own machines serve, for each declared workload that has some. What calls an API has none of it, and
 * of a machine that is merely found nobody says what it serves.
 */
export function servingMeasures(budget: BudgetConfig, present: readonly JudgedDelta[]): readonly Measure[] {
  const own = present.filter(
    ({ head }) => head?.workload.origin === 'declared' && head.estimate.serving !== null,
  )
  const limits: readonly (readonly [ServingKind, number | undefined])[] = [
    ['usd_per_mtok', budget.usd_per_mtok],
    ['latency.ttft_p95_ms', budget.latency?.ttft_p95_ms],
    ['latency.tpot_p95_ms', budget.latency?.tpot_p95_ms],
  ]
  return limits.flatMap(([kind, limit]) =>
    limit === undefined
      ? []
      : own.map(delta => ({ kind, limit, workload: delta.id, deltas: [delta], ...sidesOf(delta, kind) })),
  )
}

/** The dearer of what head declares and what base declared for the same tree, as for every other limit. */
function sidesOf({ base, head, strict }: JudgedDelta, kind: ServingKind) {
  const values = [head?.estimate, strict].flatMap(estimate =>
    estimate == null ? [] : (OF[kind](estimate) ?? []),
  )
  return {
    base: base === null ? null : OF[kind](base.estimate),
    head: values.length === 0 ? null : Math.max(...values),
  }
}

const OF: Readonly<Record<ServingKind, (estimate: Estimate) => number | null>> = {
  usd_per_mtok: ({ serving }) => serving?.effectiveUsdPerMtok ?? null,
  'latency.ttft_p95_ms': ({ serving }) => serving?.load?.point?.ttftP95Ms ?? null,
  'latency.tpot_p95_ms': ({ serving }) => serving?.load?.point?.tpotP95Ms ?? null,
}

type Held = Measure & { readonly kind: ServingKind; readonly at: Place }

export const isServing = <Result extends Measure>(result: Result): result is Result & { kind: ServingKind } =>
  isServingKind(result.kind)

/** A limit that does not hold at the load that the workload is priced at. */
export function brokenServing(result: Held, budget: BudgetConfig): Draft {
  const { what, amount, remedies } = WORDS[result.kind]
  const { deltas, base, head, limit, at } = result
  const before = base === null || !exceeds(head ?? 0, base) ? '' : `, up from ${amount(base)}`
  return {
    workload: result.workload,
    message: `${result.workload ?? budget.id}: ${what} is ${amount(head ?? 0)}${before}; the limit of \`${budget.id}\` is ${amount(limit)}.`,
    why: whyOf(result.kind, deltas[0]),
    suggestions: remedies,
    at: [...placesOf(deltas[0]), at],
  }
}

/** Within the limit, and past the share of it that `warn_at` names. */
export function nearServing(result: Held, budget: BudgetConfig): Draft {
  const { what, amount } = WORDS[result.kind]
  const part = significant(((result.head ?? 0) / result.limit) * 100, 2)
  return {
    workload: result.workload,
    message: `${result.workload ?? budget.id}: ${what} is ${amount(result.head ?? 0)}, ${part} % of the limit of \`${budget.id}\`, ${amount(result.limit)}.`,
    why: `\`warn_at\` asks for a warning from ${significant((budget.warn_at ?? 1) * 100, 2)} % on; base was below it.`,
    suggestions: WORDS[result.kind].remedies.slice(0, 1),
    at: [...placesOf(result.deltas[0]), result.at],
  }
}

/** Nobody measured, or nobody declared the traffic: unknown is never a pass. */
export function unknownServing(result: Held, budget: BudgetConfig): Draft {
  const serving = result.deltas[0]?.head?.estimate.serving ?? null
  const hasTraffic = result.deltas[0]?.head?.workload.traffic != null
  const { what } = WORDS[result.kind]
  const [unused] = serving?.unused ?? []
  const because = hasTraffic ? (unused ?? 'no benchmark measured it on these machines') : 'it has no traffic'
  return {
    workload: result.workload,
    message: `${result.workload ?? budget.id} cannot be shown to stay within \`${budget.id}\`: ${what} is not known, because ${because}.`,
    why: 'What nobody measured is neither zero nor within a limit.',
    suggestions: [
      hasTraffic
        ? 'Measure it with `unitcost bench`, and commit the record or hand it over from the GPU job.'
        : `Add \`traffic\` to \`${result.workload}\` in ${result.at.path}, for example \`traffic: 100k/month\`.`,
    ],
    at: [result.at],
  }
}

const milliseconds = (ms: number) => `${significant(ms, 3)} ms`

const WORDS: Readonly<
  Record<
    ServingKind,
    { readonly what: string; readonly amount: (n: number) => string; readonly remedies: readonly string[] }
  >
> = {
  usd_per_mtok: {
    what: 'a million tokens served',
    amount: unitUsd,
    remedies: ['Use fewer or cheaper machines, or send more traffic through them: idle time is paid too.'],
  },
  'latency.ttft_p95_ms': {
    what: 'the time to the first token (P95)',
    amount: milliseconds,
    remedies: ['Set `slo.ttft_p95_ms` of the workload, so that it is priced at a load that keeps it.'],
  },
  'latency.tpot_p95_ms': {
    what: 'the time per output token (P95)',
    amount: milliseconds,
    remedies: ['Set `slo.tpot_p95_ms` of the workload, so that it is priced at a load that keeps it.'],
  },
}

function whyOf(kind: ServingKind, delta: JudgedDelta | undefined): string {
  const load = delta?.head?.estimate.serving?.load ?? null
  if (kind === 'usd_per_mtok')
    return load === null
      ? 'It is the bill of its machines over the tokens that its traffic sends through them.'
      : `Its machines are ${significant(load.utilization * 100, 2)} % used (${load.source}).`
  return `Measured at the load that the workload is priced at (${load?.source ?? 'a benchmark'}).`
}

const placesOf = (delta: JudgedDelta | undefined) => {
  const at = delta?.head?.estimate.serving?.load?.at ?? delta?.head?.workload.capacity[0]?.fact.at ?? null
  return at === null ? [] : [at]
}
