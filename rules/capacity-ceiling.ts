import type { Range } from '../src/model/quantity.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import type { Draft } from '../src/policy/finding.ts'
import { usd } from '../src/words/money.ts'
import { exceeds } from '../src/units.ts'

/** A ceiling of autoscaling that was raised: nothing costs more today, and a busy day may. */
export const capacityCeiling = defineRule({
  id: 'capacity-ceiling',
  title: 'The ceiling of autoscaling is not raised unseen.',
  level: 'warning',
  defaults: { factor: 1 },
  options: {
    factor: {
      type: 'number',
      minimum: 1,
      description: 'How many times its former cost the ceiling may cost before it is said.',
    },
  },
  check: ({ deltas, options }) => deltas.flatMap(delta => finding(delta, options.factor)),
})

function finding(delta: JudgedDelta, factor: number): readonly Draft[] {
  const now = monthOf(delta.head)
  const before = monthOf(delta.base)
  if (now === null || now.high <= now.expected) return []
  // Something new is judged by what it costs; its ceiling is part of its range.
  if (before === null || !exceeds(now.high, before.high * factor)) return []
  const units = delta.head?.workload.capacity.map(({ fact }) => fact) ?? []
  return [
    {
      workload: delta.id,
      message: `${delta.id} may now scale to ${usd(now.high)} a month, before to ${usd(before.high)}; as declared it costs ${usd(now.expected)}.`,
      why: 'Budgets compare the declared size. Autoscaling spends up to its ceiling on the first busy day, or on the first loop that does not end.',
      suggestions: [
        'Lower the maximum of the autoscaler, or give the workload a budget with `band: high` that the ceiling must keep.',
      ],
      at: units.map(({ unitsAt }) => unitsAt),
    },
  ]
}

const monthOf = (side: JudgedDelta['head']): Range | null => side?.estimate.serving?.perMonth ?? null
