import type { BenchmarkReview } from '../src/diff/benchmark-review.ts'
import type { Place } from '../src/model/evidence.ts'
import { STALE_AFTER_DAYS } from '../src/policy/evidence-age.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { count } from '../src/words/numbers.ts'

/** A measurement that is too old to speak for what runs today. Silent where nothing changes its cost. */
export const staleEvidence = defineRule({
  id: 'stale-evidence',
  title: 'Benchmarks and evals that a changed workload rests on are not older than 90 days.',
  level: 'note',
  defaults: { days: STALE_AFTER_DAYS },
  options: {
    days: { type: 'number', minimum: 1, maximum: 3650, description: 'Days for which a measurement counts.' },
  },
  check: ({ deltas, benchmarks, date, options: { days } }) => {
    const changed = deltas.filter(({ status, head }) => status !== 'unchanged' && head !== null)
    const ids = new Set(changed.map(({ id }) => id))
    const found = [
      ...benchmarks.filter(({ workload, why }) => ids.has(workload) && why === null).flatMap(ofBenchmark),
      ...changed.flatMap(delta => ofEvals(delta, date)),
    ]
    return found.flatMap(({ age, ...evidence }) =>
      age === null || age > days ? [draftOf({ ...evidence, age }, days)] : [],
    )
  },
})

type Evidence = {
  readonly workload: string
  /** `a benchmark`, `evals` */
  readonly what: string
  /** Days; null: not dated. */
  readonly age: number | null
  readonly at: Place
  readonly remedy: string
}

const ofBenchmark = ({ workload, at, source, ageDays }: BenchmarkReview): readonly Evidence[] =>
  at === null
    ? []
    : [
        {
          workload,
          what: `a benchmark (${source})`,
          age: ageDays,
          at,
          remedy: 'Measure again with `unitcost bench`, or let the GPU job do it.',
        },
      ]

/** Most tools date their results; where one does not, the commit that holds them tells. */
function ofEvals({ id, head }: JudgedDelta, date: string): readonly Evidence[] {
  const evaluation = head?.workload.evaluation ?? null
  const ranAt = evaluation?.ranAt?.slice(0, 10) ?? null
  if (evaluation === null || ranAt === null) return []
  const age = (Date.parse(date) - Date.parse(ranAt)) / 86_400_000
  const remedy = 'Run them again with `unitcost eval`, and commit the results.'
  return Number.isNaN(age) ? [] : [{ workload: id, what: 'evals', age, at: evaluation.at, remedy }]
}

const draftOf = ({ workload, what, age, at, remedy }: Evidence, days: number) => ({
  workload,
  message: `${workload} rests on ${what} ${age === null ? 'without a date' : `of ${count(age)} days ago`}; a measurement counts for ${count(days)} days.`,
  why: 'Servers, models and prompts change: what was measured then may be more or less today.',
  suggestions: [remedy],
  at: [at],
})
