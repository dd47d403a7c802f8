import { estimate } from '../src/estimate/workload.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { withCall } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'
import { count, plural } from '../src/words/numbers.ts'

/** Attempts of every group of a chain add up, and a change that adds one to each adds many. */
export const retriesMultiply = defineRule({
  id: 'retries-multiply',
  title: 'A request is not tried too often, all retries and fallbacks together.',
  level: 'note',
  defaults: { attempts: 8 },
  options: {
    attempts: { type: 'number', minimum: 1, description: 'The most attempts that one call may make.' },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const now = attemptsOf(touched.call)
      const old = touched.before === null ? 0 : attemptsOf(touched.before)
      return now > options.attempts && now > old ? [finding(touched, options.attempts, world)] : []
    }),
})

const groupsOf = ({ route }: Call) => [route, ...route.fallbacks]

const attemptsOf = (call: Call) => groupsOf(call).reduce((sum, { retries }) => sum + 1 + retries, 0)

function finding({ side, call }: TouchedCall, most: number, world: World): Draft {
  const groups = groupsOf(call)
  // Declared rates describe usual days; this is what the configuration allows on another.
  const unlimited = withCall(side.workload, { ...call, retries: { retryRate: null, fallbackRate: null } })
  const cost = estimate(unlimited, world).perRequest
  const price =
    cost === null
      ? ''
      : `; a request for which all are billed costs up to ${usd(cost.high)}, not ${usd(cost.expected)}`
  const longest = groups.toSorted((a, b) => b.retries - a.retries)[0]
  return {
    workload: side.workload.id,
    message: `${callName(side, call)} is tried up to ${plural(attemptsOf(call), 'time')} (${groups.map(({ retries }) => 1 + retries).join(' + ')}), and ${count(most)} are allowed${price}.`,
    why: 'When a provider has a bad hour, every client tries everything: the bill multiplies exactly when the answers fail.',
    suggestions: [
      `Allow fewer retries${longest === undefined ? '' : ` of ${longest.id}`}, or a shorter chain of fallbacks.`,
      'Retry only what can succeed (429, 5xx), with a growing wait and a budget of retries for all requests together.',
    ],
    at: groups
      .filter(({ retries }) => retries > 0)
      .map(({ at }) => at)
      .slice(0, 3),
  }
}
