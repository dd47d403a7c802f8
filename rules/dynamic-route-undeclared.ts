import type { Side } from '../src/diff/diff.ts'
import { estimate } from '../src/estimate/workload.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { withCall } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { share } from '../src/units.ts'
import { usd } from '../src/words/money.ts'
import { significant } from '../src/words/numbers.ts'

/** A route that decides at run time between models of unlike prices: the expected cost is a guess between them. */
export const dynamicRouteUndeclared = defineRule({
  id: 'dynamic-route-undeclared',
  title: 'The shares of a route that decides at run time are declared.',
  level: 'note',
  defaults: { factor: 2 },
  options: {
    factor: {
      type: 'number',
      minimum: 1,
      description: 'How many times the cheapest choice the dearest may cost without a word.',
    },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      if (touched.call.route.selection !== 'dynamic') return []
      const choices = choicesOf(touched.side, touched.call, world)
      const [cheapest, dearest] = [choices.at(0), choices.at(-1)]
      if (cheapest === undefined || dearest === undefined) return []
      return dearest.usd > options.factor * cheapest.usd ? [finding(touched, cheapest, dearest)] : []
    }),
})

type Choice = { readonly model: string; readonly usd: number }

/** What a request costs that goes to one model alone, cheapest first; empty where one of them has no price. */
function choicesOf({ workload }: Side, call: Call, world: World): readonly Choice[] {
  const targets = call.route.targets.slice(0, MOST_CHOICES)
  const byModel = new Map(targets.map(target => [`${target.model}\0${target.deployment}`, target]))
  const costs = [...byModel.values()].map(target => {
    const alone = { ...target, share: share(1), alternative: null }
    const route = { ...call.route, selection: 'weighted' as const, targets: [alone] }
    const cost = estimate(withCall(workload, { ...call, route }), world).perRequest
    return { model: target.model, usd: cost === null ? null : cost.expected }
  })
  const known = costs.flatMap(({ model, usd: cost }) => (cost === null ? [] : [{ model, usd: cost }]))
  return known.length < costs.length ? [] : known.toSorted((a, b) => a.usd - b.usd)
}

const MOST_CHOICES = 20

const finding = ({ side, call }: TouchedCall, cheapest: Choice, dearest: Choice): Draft => ({
  workload: side.workload.id,
  message: `${call.route.id} behind ${callName(side, call)} decides at run time: a request costs from ${usd(cheapest.usd)} (${cheapest.model}) to ${usd(dearest.usd)} (${dearest.model}), ${significant(dearest.usd / cheapest.usd, 2)} times as much.`,
  why: 'Nobody states how many requests go where, so the expected cost assumes equal shares, and a router that changes its mind changes the bill without a pull request.',
  suggestions: [
    `Give the targets of ${call.route.id} weights, if their shares are known from your logs.`,
    'Or hold the dearest choice with a budget that has `band: high`.',
  ],
  at: [call.route.at],
})
