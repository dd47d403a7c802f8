import type { Side } from '../diff/diff.ts'
import { same } from '../diff/same.ts'
import type { Call } from '../model/workload.ts'
import type { JudgedDelta } from './rule.ts'

export type TouchedCall = {
  readonly delta: JudgedDelta
  readonly side: Side
  readonly call: Call
  /** The call at base; null: it is new. */
  readonly before: Call | null
}

/**
 * Calls that a change adds or says something else of. What was written long ago and stays as it is, is not the
 * business of this pull request: also where its workload costs something else for another reason.
 */
export const touchedCalls = (deltas: readonly JudgedDelta[]): readonly TouchedCall[] =>
  deltas.flatMap(delta => {
    const { base, head: side } = delta
    if (side === null) return []
    return side.workload.calls.flatMap(call => {
      const before = base?.workload.calls.find(({ id }) => id === call.id) ?? null
      return before !== null && same(before, call, PLACES) ? [] : [{ delta, side, call, before }]
    })
  })

/** Lines above may have moved it. */
const PLACES: ReadonlySet<string> = new Set(['at', 'line'])

/** `` `answer` of support-chat ``, or the workload alone where it makes one call. */
export const callName = ({ workload }: Side, call: Call): string =>
  workload.calls.length > 1 ? `\`${call.id}\` of ${workload.id}` : workload.id
