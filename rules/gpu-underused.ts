import type { Side } from '../src/diff/diff.ts'
import type { Load, Serving } from '../src/estimate/estimate.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'
import { count, plural, sharePercent } from '../src/words/numbers.ts'

/** Machines that a benchmark shows to be mostly idle. What the hardware could do at most is no reason to speak. */
export const gpuUnderused = defineRule({
  id: 'gpu-underused',
  title: 'Machines that are paid by the hour have work.',
  level: 'note',
  defaults: { below: 0.3 },
  options: {
    below: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The used part of the capacity, 0 to 1, below which a finding speaks.',
    },
  },
  check: ({ deltas, options }) =>
    deltas.flatMap(({ status, head }) => {
      const serving = head?.estimate.serving
      const load = serving?.load
      if (head == null || serving == null || load == null || status === 'unchanged') return []
      return load.basis === 'measured' && load.utilization < options.below
        ? [finding(head, serving, load)]
        : []
    }),
})

function finding({ workload }: Side, { perMonth }: Serving, load: Load): Draft {
  const traffic = workload.traffic?.expected ?? 0
  const idle = perMonth.expected * load.idleShare
  return {
    workload: workload.id,
    message: `${count(traffic)} requests a month use ${sharePercent(load.utilization)} of what the capacity of ${workload.id} can carry (${load.source}), and ${usd(idle)} of its ${usd(perMonth.expected)} a month are paid for nothing.`,
    why: 'Machines cost the same whether anybody asks or not, so what is idle makes every request that comes dearer.',
    suggestions: [remedy(workload.capacity), 'Or let other workloads of the same model share it.'],
    at: [...workload.capacity.map(({ fact }) => fact.unitsAt).slice(0, 2), ...(load.at ? [load.at] : [])],
  }
}

function remedy(capacity: Side['workload']['capacity']): string {
  const units = capacity.reduce((sum, { fact }) => sum + (fact.units?.expected ?? 0), 0)
  return units > 1
    ? `Run fewer than ${plural(units, 'unit')} outside the peak, with a floor for nights and an autoscaler.`
    : 'Take a smaller machine that still keeps the latency, or stop it when nobody asks.'
}
