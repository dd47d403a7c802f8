import type { Estimate } from '../estimate/estimate.ts'
import { estimate } from '../estimate/workload.ts'
import type { World } from '../estimate/world.ts'
import type { Workload } from '../model/workload.ts'
import { describe } from './describe.ts'
import { DRIVER_KINDS, type Driver, type DriverKind } from './driver.ts'
import { hybrid } from './hybrid.ts'
import { same } from './same.ts'
import { shapley } from './shapley.ts'

/** Which cause made how much of the difference between two revisions of a workload. */
export function attribute(before: Workload, after: Workload, world: World): readonly Driver[] {
  const [base, head] = [withoutEvals(before), withoutEvals(after)]
  const kinds = DRIVER_KINDS.filter(kind => differs(base, head, kind))
  const exact = drivers(
    { base, head, world },
    kinds.map(kind => [kind]),
  )
  // A cause may be priceless alone: an unknown model whose price the file states. Such causes are one then.
  return (
    exact ??
    drivers({ base, head, world }, together(kinds, PRICED_TOGETHER)) ??
    drivers({ base, head, world }, [kinds]) ??
    []
  )
}

/** Estimates of a mix of both sides are many, and what evals say about one side is no part of them. */
const withoutEvals = (workload: Workload): Workload => ({ ...workload, evaluation: null })

const PRICED_TOGETHER: readonly DriverKind[] = ['model', 'routing', 'price', 'capacity']

const together = (kinds: readonly DriverKind[], set: readonly DriverKind[]) =>
  [
    kinds.filter(kind => set.includes(kind)),
    ...kinds.filter(kind => !set.includes(kind)).map(kind => [kind]),
  ].filter(player => player.length > 0)

type Pair = { readonly base: Workload; readonly head: Workload; readonly world: World }

function drivers({ base, head, world }: Pair, players: readonly (readonly DriverKind[])[]): Driver[] | null {
  const known = new Map<number, Estimate>()
  const worth = (set: number) => {
    const kinds = players.filter((_, player) => (set & (2 ** player)) !== 0).flat()
    const cost = known.get(set) ?? estimate(hybrid(base, head, new Set(kinds)), world)
    known.set(set, cost)
    return cost
  }
  const measure = (of: (cost: Estimate) => number | null) => {
    const ends = [worth(0), worth(2 ** players.length - 1)]
    return ends.some(cost => of(cost) === null) ? 'unknown' : shapley(players.length, set => of(worth(set)))
  }
  const expected = measure(cost => cost.perRequest?.expected ?? null)
  const high = measure(cost => cost.perRequest?.high ?? null)
  const month = measure(cost => cost.perMonth?.expected ?? null)
  if (expected === null || high === null || month === null) return null
  const share = (values: readonly number[] | 'unknown', player: number) =>
    values === 'unknown' ? null : (values[player] ?? null)
  return players
    .flatMap((kinds, player) => {
      const kind = kinds[0]
      if (kind === undefined) return []
      return {
        kind,
        perRequest: share(expected, player),
        perRequestHigh: share(high, player),
        perMonth: share(month, player),
        ...describe(kind, { base, head, world }),
      }
    })
    .filter(driver =>
      [driver.perRequest, driver.perRequestHigh, driver.perMonth].some(usd => !isNothing(usd)),
    )
    .toSorted((a, b) => weightOf(b) - weightOf(a))
}

/** Below a billionth of a cent a difference is rounding. */
const isNothing = (usd: number | null) => usd === null || Math.abs(usd) < 1e-11

const weightOf = (driver: Driver) =>
  Math.abs(driver.perMonth ?? 0) * 1e3 +
  Math.abs(driver.perRequest ?? 0) +
  Math.abs(driver.perRequestHigh ?? 0) * 1e-3

/** Whether a cause is different at all: places do not count, only what they say. */
function differs(base: Workload, head: Workload, kind: DriverKind): boolean {
  const others = new Set(DRIVER_KINDS.filter(other => other !== kind))
  const isSame = (some: ReadonlySet<DriverKind>, more: ReadonlySet<DriverKind>) =>
    same(content(hybrid(base, head, some)), content(hybrid(base, head, more)), PLACES)
  return !isSame(new Set([kind]), new Set()) || !isSame(others, new Set(DRIVER_KINDS))
}

const content = ({ calls, capacity, fixedCosts, traffic }: Workload) => ({
  calls,
  capacity,
  fixedCosts,
  traffic,
})

const PLACES: ReadonlySet<string> = new Set(['at', 'line', 'modelAt', 'skuAt', 'unitsAt', 'tags'])
