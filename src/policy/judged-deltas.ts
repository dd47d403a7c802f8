import type { Delta } from '../diff/diff.ts'
import type { Estimate } from '../estimate/estimate.ts'
import { exceeds } from '../units.ts'
import type { JudgedDelta } from './rule.ts'

/** Adds to each delta what policy compares beside its own costs. Keys are identities and ids of workloads. */
export const judgedDeltas = (
  deltas: readonly Delta[],
  known: { readonly strict: ReadonlyMap<string, Estimate>; readonly undeclared: ReadonlySet<string> },
): readonly JudgedDelta[] =>
  deltas.map(delta => {
    const strict = known.strict.get(delta.head?.workload.identity ?? '') ?? null
    return {
      ...delta,
      strict: strict !== null && delta.head !== null && isDearer(strict, delta.head.estimate) ? strict : null,
      undeclared: known.undeclared.has(delta.id),
    }
  })

const isDearer = (strict: Estimate, own: Estimate) =>
  over(strict.perRequest, own.perRequest) || over(strict.perMonth, own.perMonth)

type Costs = { readonly expected: number } | null

const over = (a: Costs, b: Costs) => a !== null && b !== null && exceeds(a.expected, b.expected)
