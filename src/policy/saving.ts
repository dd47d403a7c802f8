import type { Side } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { World } from '../estimate/world.ts'
import type { Call, Workload } from '../model/workload.ts'
import { usd } from '../words/money.ts'

/** USD that something else would cost less, expected; null where a figure is not known on both sides. */
export type Saving = { readonly perRequest: number | null; readonly perMonth: number | null }

/** By the same estimate that priced the workload, never by a rule of thumb. Null: it would not cost less. */
export function savingOf(side: Side, changed: Workload, world: World): Saving | null {
  const then = estimate(changed, world)
  const less = (key: keyof Saving) => {
    const [own, other] = [side.estimate[key], then[key]]
    return own === null || other === null ? null : own.expected - other.expected
  }
  const saving = { perRequest: less('perRequest'), perMonth: less('perMonth') }
  return (saving.perRequest ?? saving.perMonth ?? 0) > LEAST ? saving : null
}

/** Sums in another order differ in the last digits: that is no saving. */
const LEAST = 1e-12

/** The workload with another call in the place of its own. */
export const withCall = (workload: Workload, call: Call): Workload => ({
  ...workload,
  calls: workload.calls.map(own => (own.id === call.id ? call : own)),
})

/** `$0.0012 per request, $1,440 a month`. */
export const savingWords = ({ perRequest, perMonth }: Saving): string =>
  [
    ...(perRequest === null ? [] : [`${usd(perRequest)} per request`]),
    ...(perMonth === null ? [] : [`${usd(perMonth)} a month`]),
  ].join(', ')
