import type { BothSettings, Settings } from '../config/settings.ts'
import type { Delta } from '../diff/diff.ts'
import type { Estimate } from '../estimate/estimate.ts'
import { exceeds } from '../units.ts'
import type { JudgedDelta } from './rule.ts'

/**
 * Adds to each delta what policy compares beside its own costs.
 * @param strictCosts by identity of a workload: head under the dearer of both declarations
 */
export const judgedDeltas = (
  deltas: readonly Delta[],
  strictCosts: ReadonlyMap<string, Estimate>,
  { base, head }: Pick<BothSettings, 'base' | 'head'>,
): readonly JudgedDelta[] =>
  deltas.map(delta => {
    const strict = strictCosts.get(delta.head?.workload.identity ?? '') ?? null
    return {
      ...delta,
      strict: strict !== null && delta.head !== null && isDearer(strict, delta.head.estimate) ? strict : null,
      undeclared: delta.head !== null && declares(base, delta.id) && !declares(head, delta.id),
    }
  })

const declares = ({ config }: Settings, id: string) => Object.hasOwn(config.workloads ?? {}, id)

const isDearer = (strict: Estimate, own: Estimate) =>
  over(strict.perRequest, own.perRequest) || over(strict.perMonth, own.perMonth)

type Costs = { readonly expected: number; readonly high: number } | null

/** Also in the worst case alone. A cost that head no longer has, for want of declared traffic, is dearer too. */
const over = (strict: Costs, own: Costs) =>
  strict !== null &&
  (own === null || exceeds(strict.expected, own.expected) || exceeds(strict.high, own.high))
