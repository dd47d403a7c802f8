import type { Basis } from '../model/evidence.ts'
import type { Band } from '../model/quantity.ts'
import type { Call, TargetGroup } from '../model/workload.ts'
import { whyMissing } from '../prices/missing.ts'
import { attempt } from './attempt.ts'
import { times, total, type Line } from './line.ts'
import { priceOf } from './price.ts'
import type { World } from './world.ts'

export type Priced = { readonly lines: readonly Line[]; readonly unpriced: readonly string[] }

type Situation = { readonly call: Call; readonly band: Band; readonly world: World }

/**
 * (1 + retry_rate) × ((1 − fallback_rate) × primary + fallback_rate × fallback) + escalation_rate × bigger.
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
  const escalation = escalationCost(situation)
  return {
    lines: [...lines, ...escalation.lines],
    unpriced: [...primary.unpriced, ...chain.flatMap(({ cost }) => cost.unpriced), ...escalation.unpriced],
  }
}

function escalationCost(situation: Situation): Priced {
  const { escalation } = situation.call.route
  if (escalation === null) return { lines: [], unpriced: [] }
  const bigger = groupCost(escalation.to, situation)
  return { ...bigger, lines: times(bigger.lines, escalation.rate[situation.band], escalation.rate.basis) }
}

/**
 * Σ share × target; for a group that decides at run time the range from the cheapest target to the dearest, to as
 * many of the dearest as one request may ask.
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
    const sorted = costs.toSorted((a, b) => total(a.lines) - total(b.lines))
    const asked = band === 'low' ? sorted.slice(0, 1) : sorted.slice(-group.asked)
    return { lines: asked.flatMap(({ lines }) => lines), unpriced }
  }
  const basis: Basis = group.selection === 'dynamic' && costs.length > 1 ? 'assumed' : 'measured'
  return { lines: costs.flatMap(cost => times(cost.lines, cost.target.share, basis)), unpriced }
}
