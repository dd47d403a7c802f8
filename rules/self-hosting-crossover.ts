import type { Side } from '../src/diff/diff.ts'
import type { Crossover } from '../src/estimate/estimate.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'
import { count, significant } from '../src/words/numbers.ts'

/** Own machines below the traffic from which they pay, or that can never carry that much. */
export const selfHostingCrossover = defineRule({
  id: 'self-hosting-crossover',
  title: 'Own machines have the traffic from which they are cheaper than the API beside them.',
  level: 'note',
  defaults: { factor: 1 },
  options: {
    factor: {
      type: 'number',
      minimum: 0,
      description: 'The part of that traffic from which nothing is said: 0.5 leaves room to grow.',
    },
  },
  check: ({ deltas, options }) =>
    deltas.flatMap(({ status, head }) => {
      const crossover = head?.estimate.serving?.crossover
      const traffic = head?.workload.traffic?.expected
      if (head == null || crossover == null || traffic === undefined || status === 'unchanged') return []
      return traffic < options.factor * crossover.requestsPerMonth ? [finding(head, crossover, traffic)] : []
    }),
})

function finding({ workload }: Side, crossover: Crossover, traffic: number): Draft {
  const { model, usdPerRequest, requestsPerMonth, reachable, leavesOut } = crossover
  const dearer = (requestsPerMonth - traffic) * usdPerRequest
  const never = reachable === false ? ', which is more than they can carry' : ''
  const times = traffic > 0 ? ` (${significant(requestsPerMonth / traffic, 2)} times as many)` : ''
  return {
    workload: workload.id,
    message: `The machines of ${workload.id} are cheaper than ${model} from ${count(requestsPerMonth)} requests a month on${times}${never}; at ${count(traffic)} they cost ${usd(Math.abs(dearer))} a month ${dearer < 0 ? 'less' : 'more'}.`,
    why: `Machines cost the same whether anybody asks or not; ${leavesOut.join(' and ')} would come on top.`,
    suggestions: [
      reachable === false
        ? `Ask ${model}, or measure a load that the machines can carry for less.`
        : `Ask ${model} until there is more traffic, or run fewer machines.`,
      'Keep them all the same where data must not leave, and waive this rule with that reason.',
    ],
    at: [...workload.capacity.map(({ fact }) => fact.unitsAt).slice(0, 2), workload.at],
  }
}
