import type { Side } from '../src/diff/diff.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { callName, touchedCalls } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'
import { count, plural } from '../src/words/numbers.ts'

/** Maxima that are there and too high to protect anybody: of one loop, and of all loops of a request together. */
export const agentCeiling = defineRule({
  id: 'agent-ceiling',
  title: 'The maximum of an agent is low enough to protect somebody.',
  level: 'note',
  defaults: { steps: 25, steps_per_request: 50 },
  options: {
    steps: { type: 'number', minimum: 1, description: 'The most steps that one loop may be allowed.' },
    steps_per_request: {
      type: 'number',
      minimum: 1,
      description: 'The most steps that all loops of one request may be allowed together.',
    },
  },
  check: ({ deltas, options }) => [
    ...touchedCalls(deltas).flatMap(({ side, call }) => {
      const steps = call.repetition.loop?.maximum ?? 0
      return steps > options.steps
        ? [finding(side, { subject: callName(side, call), steps, most: options.steps, calls: [call] })]
        : []
    }),
    ...deltas.flatMap(delta => together(delta, options.steps_per_request)),
  ],
})

/** A single loop is judged by itself; several that grew beyond what a request may take are one finding. */
function together({ base, head }: JudgedDelta, most: number): readonly Draft[] {
  if (head === null) return []
  const calls = loopsOf(head)
  const steps = stepsOf(head)
  if (calls.length < 2 || steps <= most || (base !== null && stepsOf(base) >= steps)) return []
  return [finding(head, { subject: `the ${calls.length} loops of ${head.workload.id}`, steps, most, calls })]
}

const loopsOf = ({ workload }: Side) => workload.calls.filter(({ repetition }) => repetition.loop !== null)

const stepsOf = (side: Side) =>
  loopsOf(side).reduce(
    (sum, { repetition }) => sum + (repetition.loop?.maximum ?? 0) * repetition.perRequest.high,
    0,
  )

type Excess = {
  readonly subject: string
  readonly steps: number
  readonly most: number
  readonly calls: readonly Call[]
}

function finding({ workload, estimate }: Side, { subject, steps, most, calls }: Excess): Draft {
  const cost = estimate.perRequest
  const price =
    cost === null
      ? ''
      : `; a request that takes all of them costs ${usd(cost.high)}, not ${usd(cost.expected)}`
  return {
    workload: workload.id,
    message: `A request may take ${plural(steps, 'step')} of ${subject}, and ${count(most)} are allowed${price}.`,
    why: 'Every step reads what all steps before it said, so twice the steps cost up to four times as much.',
    suggestions: [
      `Lower the maximum to ${count(most)} in the code and in \`loop: { max }\`, or split the task into smaller ones.`,
    ],
    at: calls.map(({ at, repetition }) => repetition.loop?.at ?? at).slice(0, 3),
  }
}
