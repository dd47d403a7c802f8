import type { Side } from '../src/diff/diff.ts'
import type { Call, Loop } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'
import { plural } from '../src/words/numbers.ts'

/** An agent that nothing stops: its highest cost is not known, only its usual one. */
export const agentLoopUnbounded = defineRule({
  id: 'agent-loop-unbounded',
  title: 'The loop of an agent has a maximum number of steps.',
  level: 'warning',
  defaults: { all: false },
  options: {
    all: { type: 'boolean', description: 'Also look at workloads that the change leaves as they are.' },
  },
  check: ({ deltas, options }) =>
    deltas.flatMap(delta => {
      const { head } = delta
      if (head === null) return []
      return head.workload.calls.flatMap(call => {
        const loop = unbounded(call)
        return loop !== null && (options.all || isTouched(delta, call)) ? [finding(head, call, loop)] : []
      })
    }),
})

const unbounded = ({ repetition: { loop } }: Call): Loop | null => (loop?.maximum === null ? loop : null)

/** A maximum can be lost without a change of any cost: where it was also what is expected. */
function isTouched({ status, base }: JudgedDelta, call: Call): boolean {
  const before = base?.workload.calls.find(other => other.id === call.id)
  return status !== 'unchanged' || before === undefined || unbounded(before) === null
}

function finding({ workload, estimate }: Side, call: Call, loop: Loop): Draft {
  const several = workload.calls.length > 1
  const subject = several ? `The loop \`${call.id}\` of ${workload.id}` : `The loop of ${workload.id}`
  const cost = estimate.perRequest?.expected
  const fact = cost === undefined ? '' : `; at ${stepWords(loop)} a request costs ${usd(cost)}`
  const maximum = sensibleMaximum(loop)
  return {
    workload: workload.id,
    message: `${subject} has no maximum${fact}.`,
    why: 'A confused request goes on and every further step is billed, so the high end of its cost is no ceiling.',
    suggestions: [
      workload.origin === 'declared'
        ? `Stop the loop in the code, for example after ${maximum} steps, and say so as \`loop: { max: ${maximum} }\` of \`${call.id}\` in ${loop.at.path}.`
        : `Give the loop a step limit, for example ${maximum}.`,
    ],
    at: [loop.at],
  }
}

function stepWords(loop: Loop): string {
  const { mean, measured } = loop
  if (measured !== null && measured.length > 0) return plural(usualSteps(loop), 'measured step')
  return mean === null ? '1 assumed step' : plural(mean, 'declared step')
}

/** Room for twice the usual run, and for the long ones that somebody told of. */
const sensibleMaximum = (loop: Loop) => Math.max(8, Math.ceil(loop.p95 ?? 0), Math.ceil(2 * usualSteps(loop)))

function usualSteps({ mean, measured }: Loop): number {
  if (measured === null || measured.length === 0) return mean ?? 1
  return measured.reduce((sum, steps) => sum + steps, 0) / measured.length
}
