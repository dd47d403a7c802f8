import { priceOf } from '../src/estimate/price.ts'
import { targetsOf } from '../src/estimate/texts.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call, Target } from '../src/model/workload.ts'
import type { ModelPrice } from '../src/prices/book.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { plural } from '../src/words/numbers.ts'

/** A model that is retired, or soon will be: what takes its place has another price. */
export const deprecatedModel = defineRule({
  id: 'deprecated-model',
  title: 'Models are not retired by their provider soon.',
  level: 'warning',
  defaults: { days: 90 },
  options: {
    days: { type: 'number', minimum: 0, description: 'How many days ahead a retirement is told.' },
  },
  check: ({ deltas, options, world, date }) =>
    touchedCalls(deltas).flatMap(touched =>
      endingOf(touched.call, world)
        .map(ending => ({ ...ending, days: daysBetween(date, ending.retires.on) }))
        .filter(({ days }) => days <= options.days)
        .map(ending => finding(touched, ending)),
    ),
})

type Ending = { readonly target: Target; readonly retires: NonNullable<ModelPrice['retires']> }

/** Each model once, the soonest first. */
function endingOf(call: Call, world: World): readonly Ending[] {
  const endings = targetsOf(call).flatMap((target): readonly Ending[] => {
    const price = priceOf(target, world)
    const retires = price.kind === 'found' ? price.retires : null
    return retires === null ? [] : [{ target, retires }]
  })
  return [...new Map(endings.map(ending => [ending.target.model, ending])).values()].toSorted((a, b) =>
    a.retires.on < b.retires.on ? -1 : 1,
  )
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

function finding({ side, call }: TouchedCall, { target, retires, days }: Ending & { days: number }): Draft {
  const when =
    days < 0
      ? `was retired on ${retires.on}, ${plural(-days, 'day')} ago`
      : `is retired on ${retires.on}, in ${plural(days, 'day')}`
  return {
    workload: side.workload.id,
    message: `${target.model} of ${callName(side, call)} ${when} (${retires.source} of ${retires.asOf}).`,
    why: 'On that day requests fail or go to a successor with another price, and nobody compared the two in a review.',
    suggestions: [
      `Move to its successor in a change of its own, with evals of both, and see here what it costs.`,
      'Check the day at the provider: this one is from a public list.',
    ],
    at: [target.at],
  }
}
