import { longestInput } from '../src/estimate/attempt.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usdDelta } from '../src/words/money.ts'
import { count } from '../src/words/numbers.ts'

/** Input that grew a lot in one change: nobody decides it, it is what prompts do. */
export const contextBloat = defineRule({
  id: 'context-bloat',
  title: 'The input of a call does not grow by much in one change.',
  level: 'note',
  defaults: { percent: 50, tokens: 500 },
  options: {
    percent: { type: 'number', minimum: 0, description: 'The largest growth in one change, in percent.' },
    tokens: { type: 'number', minimum: 0, description: 'Growth by fewer tokens than this does not count.' },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const { call, before } = touched
      if (before === null) return []
      const [old, now] = [inputOf(before, world), inputOf(call, world)]
      const isMuch = now - old >= options.tokens && now > old * (1 + options.percent / 100)
      return isMuch && old > 0 ? [finding(touched, old, now)] : []
    }),
})

/** Of one step, and in the vocabulary of the model that is asked first. */
function inputOf(call: Call, world: World): number {
  const [target] = call.route.targets
  const once = { ...call, repetition: { ...call.repetition, loop: null } }
  return target === undefined ? 0 : longestInput({ call: once, target, band: 'expected', world })
}

function finding({ delta, side, call }: TouchedCall, old: number, now: number): Draft {
  const grown = delta.drivers.filter(({ kind }) => kind === 'prompt' || kind === 'context')
  const sum = (key: 'perRequest' | 'perMonth') =>
    grown.length === 0 || grown.some(driver => driver[key] === null)
      ? null
      : grown.reduce((total, driver) => total + (driver[key] ?? 0), 0)
  const request = sum('perRequest')
  const month = sum('perMonth')
  const price = request === null ? '' : ` (${usdDelta(request)} per request${monthWords(month)})`
  return {
    workload: side.workload.id,
    message: `The input of ${callName(side, call)} grows from ${count(old)} to ${count(now)} tokens, by ${count((now / old - 1) * 100)} %${price}.`,
    why: 'Every request pays for it again, whether the model needs it or not.',
    suggestions: [
      'Check that the answers get better with it, and take out what they do not need: old examples, whole documents, unused tools.',
      'Put what stays the same in front of what changes, so that the provider can cache it.',
    ],
    at: [...grown.flatMap(({ at }) => at).slice(0, 2), call.prompt.at],
  }
}

const monthWords = (month: number | null) => (month === null ? '' : `, ${usdDelta(month)} a month`)
