import { longestInput } from '../src/estimate/attempt.ts'
import { priceOf } from '../src/estimate/price.ts'
import { promptSize } from '../src/estimate/prompt-size.ts'
import { targetsOf } from '../src/estimate/texts.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call, Target } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { count } from '../src/words/numbers.ts'

/** A request that is too long for a model of its route: it is refused, or cut, and tried again. */
export const contextOverflow = defineRule({
  id: 'context-overflow',
  title: 'A request fits into the context window of every model that may get it.',
  level: 'warning',
  defaults: { share: 1 },
  options: {
    share: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The part of the context window, 0 to 1, that a request may fill.',
    },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const overflow = overflowOf(touched.call, options.share, world)
      return overflow === null ? [] : [finding(touched, overflow)]
    }),
})

type Overflow = {
  readonly target: Target
  readonly window: number
  readonly tokens: number
  readonly band: 'expected' | 'high'
}

/** Of the smallest window that is too small; null: all fit, or no window is known. */
function overflowOf(call: Call, share: number, world: World): Overflow | null {
  const found = targetsOf(call).flatMap((target): readonly Overflow[] => {
    const price = priceOf(target, world)
    const window = price.kind === 'found' ? price.contextWindow : null
    if (window === null) return []
    const over = bandsOf(call, target, world)
      .map(band => ({ band, tokens: longestInput({ call, target, band, world }) + call.output.tokens[band] }))
      .find(({ tokens }) => tokens > share * window)
    return over === undefined ? [] : [{ target, window, ...over }]
  })
  return found.toSorted((a, b) => a.window - b.window)[0] ?? null
}

/** The high end of what is only assumed is our own guess: nobody is warned for it. */
function bandsOf(call: Call, { model }: Target, world: World): readonly ('expected' | 'high')[] {
  const guess = promptSize(call.prompt, model, world).byBasis.assumed.high
  const isStated = guess === 0 && call.output.tokens.basis !== 'assumed'
  return isStated ? ['expected', 'high'] : ['expected']
}

function finding({ side, call }: TouchedCall, { target, window, tokens, band }: Overflow): Draft {
  const size = band === 'expected' ? 'are expected' : 'are possible at the high end'
  const steps = call.repetition.loop === null ? '' : ' in the last step of its loop'
  return {
    workload: side.workload.id,
    message: `${count(tokens)} tokens of input and output ${size}${steps} of ${callName(side, call)}, and ${target.model} takes ${count(window)}.`,
    why: 'What does not fit is refused or cut: the request fails, is retried or answered by a dearer fallback, and is billed each time.',
    suggestions: [
      'Send fewer chunks, less history or a shorter prompt, or cut what grows from step to step.',
      `Or ask a model with a larger window than ${target.model}.`,
    ],
    at: [call.prompt.at, target.at],
  }
}
