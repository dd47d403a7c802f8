import { STALE_AFTER_DAYS } from '../src/policy/evidence-age.ts'
import { defineRule } from '../src/policy/rule.ts'
import { count } from '../src/words/numbers.ts'

/** A measurement that is too old to speak for the machines of today. Silent where nothing changes its cost. */
export const staleEvidence = defineRule({
  id: 'stale-evidence',
  title: 'Benchmarks that a changed workload rests on are dated, and not older than 90 days.',
  level: 'note',
  defaults: { days: STALE_AFTER_DAYS },
  options: {
    days: { type: 'number', minimum: 1, maximum: 3650, description: 'Days for which a benchmark counts.' },
  },
  check: ({ deltas, benchmarks, options: { days } }) => {
    const changed = new Set(deltas.filter(({ status }) => status !== 'unchanged').map(({ id }) => id))
    return benchmarks.flatMap(({ workload, at, source, ageDays, why }) => {
      if (at === null || why !== null || !changed.has(workload)) return []
      if (ageDays !== null && ageDays <= days) return []
      const age = ageDays === null ? 'without a date' : `${count(ageDays)} days old`
      return [
        {
          workload,
          message: `${workload} rests on a benchmark that is ${age} (${source}); it counts for ${count(days)} days.`,
          why: 'Servers, drivers and weights change: what the machines carry today may be more or less.',
          suggestions: ['Measure again with `unitcost bench`, or let the GPU job do it.'],
          at: [at],
        },
      ]
    })
  },
})
