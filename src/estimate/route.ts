import type { Basis } from '../model/evidence.ts'
import { collect } from '../model/group-by.ts'
import type { Band } from '../model/quantity.ts'
import type { Call, Target, TargetGroup } from '../model/workload.ts'
import { whyMissing } from '../prices/missing.ts'
import { attempt } from './attempt.ts'
import { times, total, type Line } from './line.ts'
import { priceOf } from './price.ts'
import type { World } from './world.ts'

export type Priced = { readonly lines: readonly Line[]; readonly unpriced: readonly string[] }

type Situation = { readonly call: Call; readonly band: Band; readonly world: World }

/**
 * (1 + retry_rate) × ((1 − fallback_rate) × primary + fallback_rate × fallback) + escalation_rate × bigger
 * + what the router asks first.
 * Rates that nobody declared or measured are 0 in low and expected; high then is the whole chain, every
 * configured attempt of it billed.
 */
export function routeCost(situation: Situation): Priced {
  const { call, band } = situation
  const { retryRate, fallbackRate } = call.retries
  const primary = groupCost(call.route, situation)
  const chain = call.route.fallbacks.map(group => ({ group, cost: groupCost(group, situation) }))
  const attempts = (group: TargetGroup) =>
    retryRate === null ? (band === 'high' ? 1 + group.retries : 1) : 1 + retryRate[band]
  const fallback = fallbackRate?.[band] ?? 0
  const first = chain[0]
  const rateBasis = retryRate?.basis ?? 'measured'
  const shareBasis = fallbackRate?.basis ?? 'measured'
  const lines =
    fallbackRate === null || first === undefined
      ? [
          ...times(primary.lines, attempts(call.route), rateBasis),
          ...(band === 'high' ? chain.flatMap(({ group, cost }) => times(cost.lines, attempts(group))) : []),
        ]
      : [
          ...times(primary.lines, attempts(call.route) * (1 - fallback), shareBasis),
          ...times(first.cost.lines, attempts(first.group) * fallback, shareBasis),
        ]
  const beside = [escalationCost(situation), ...routerCosts(situation)]
  return {
    lines: [...lines, ...beside.flatMap(cost => cost.lines)],
    unpriced: [
      ...primary.unpriced,
      ...chain.flatMap(({ cost }) => cost.unpriced),
      ...beside.flatMap(cost => cost.unpriced),
    ],
  }
}

function escalationCost(situation: Situation): Priced {
  const { escalation } = situation.call.route
  if (escalation === null) return { lines: [], unpriced: [] }
  const bigger = groupCost(escalation.to, situation)
  return { ...bigger, lines: times(bigger.lines, escalation.rate[situation.band], escalation.rate.basis) }
}

/** A router reads the whole request, and answers with next to nothing, or with an embedding. */
const routerCosts = ({ call, band, world }: Situation): readonly Priced[] =>
  call.route.routerCalls.map(({ target, output, rate }) => {
    const price = priceOf(target, world)
    if (price.kind === 'missing') return { lines: [], unpriced: [whyMissing(price)] }
    const asked: Call = {
      ...call,
      output: { tokens: output, maximum: null },
      caching: { ...call.caching, hitRate: null },
    }
    const lines = attempt({ call: asked, target, band, world }, price)
    return { lines: times(lines, rate[band], rate.basis), unpriced: [] }
  })

/**
 * Σ share × target; for a group that decides at run time the range from its cheapest alternative to its dearest.
 */
function groupCost(group: TargetGroup, { call, band, world }: Situation): Priced {
  const costs = group.targets.map(target => {
    const price = priceOf(target, world)
    return price.kind === 'missing'
      ? { target, lines: [], unpriced: [whyMissing(price)] }
      : { target, lines: attempt({ call, target, band, world }, price), unpriced: [] }
  })
  const unpriced = costs.flatMap(cost => cost.unpriced)
  if (group.targets.length === 0) return { lines: [], unpriced: [`${group.id} has no targets`] }
  if (group.selection === 'dynamic' && band !== 'expected') {
    const sorted = alternatives(costs, band).toSorted((a, b) => total(a) - total(b))
    return { lines: (band === 'low' ? sorted[0] : sorted.at(-1)) ?? [], unpriced }
  }
  const basis: Basis = group.selection === 'dynamic' && costs.length > 1 ? 'assumed' : 'measured'
  return { lines: costs.flatMap(cost => times(cost.lines, cost.target.share, basis)), unpriced }
}

type Cost = { readonly target: Target; readonly lines: readonly Line[] }

/** What a request costs that goes to one of the alternatives, for each of them. */
function alternatives(costs: readonly Cost[], band: Band): readonly (readonly Line[])[] {
  const chosen = collect(
    costs.map((cost, index) => [cost.target.alternative?.id ?? `\0${index}`, cost] as const),
  )
  return [...chosen.values()].map(together => oneAlternative(together, band))
}

/** All of its targets by their parts; where those are open too, as many of the cheapest or the dearest. */
function oneAlternative(costs: readonly Cost[], band: Band): readonly Line[] {
  const partOf = ({ target: { share, alternative } }: Cost) =>
    alternative === null || alternative.share === 0 ? 1 : share / alternative.share
  if (costs.every(({ target }) => target.alternative?.isFixed !== false))
    return costs.flatMap(cost => times(cost.lines, partOf(cost)))
  const asked = costs.reduce((sum, cost) => sum + partOf(cost), 0)
  const sorted = costs.toSorted((a, b) => total(a.lines) - total(b.lines))
  return times((band === 'low' ? sorted[0] : sorted.at(-1))?.lines ?? [], asked)
}
