import { estimate } from '../src/estimate/workload.ts'
import type { World } from '../src/estimate/world.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { withCall } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { tokens } from '../src/units.ts'
import { usd } from '../src/words/money.ts'
import { count } from '../src/words/numbers.ts'

/** An answer that may be as long as the model can write. Only for calls whose code is read: else nobody can tell. */
export const maxOutputUnset = defineRule({
  id: 'max-output-unset',
  title: 'A call says how long its answer may be.',
  level: 'note',
  defaults: { long_answer: 10_000 },
  options: {
    long_answer: {
      type: 'number',
      minimum: 1,
      description: 'Tokens of the long answer whose cost the finding names as an example.',
    },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas)
      .filter(({ call }) => call.about.labels !== null && isOpen(call.output))
      .map(touched => finding(touched, options.long_answer, world)),
})

/** Embeddings have no output, and need no maximum. */
const isOpen = ({ tokens: size, maximum }: TouchedCall['call']['output']) =>
  maximum === null && size.expected > 0

function finding({ side, call }: TouchedCall, long: number, world: World): Draft {
  const { workload, estimate: own } = side
  const { tokens: size } = call.output
  const output = { ...call.output, tokens: { ...size, expected: tokens(long) } }
  const then = estimate(withCall(workload, { ...call, output }), world).perRequest
  const price =
    own.perRequest === null || then === null
      ? ''
      : `: with ${count(long)} tokens, for example, a request costs ${usd(then.expected)}, not ${usd(own.perRequest.expected)} with the ${count(size.expected)} that are ${size.basis}`
  const example = Math.max(16, Math.ceil((2 * size.expected) / 16) * 16)
  return {
    workload: workload.id,
    message: `${callName(side, call)} sets no maximum for its answer${price}.`,
    why: 'A model that repeats itself or thinks too long goes on to its own limit, and output is the dearest token there is.',
    suggestions: [
      `Set the maximum that the API takes (\`max_tokens\`, \`max_output_tokens\`), for example ${count(example)}.`,
    ],
    at: [call.at],
  }
}
