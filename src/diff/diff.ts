import type { Estimate } from '../estimate/estimate.ts'
import { estimate } from '../estimate/workload.ts'
import type { World } from '../estimate/world.ts'
import { BANDS, type Range } from '../model/quantity.ts'
import type { Workload } from '../model/workload.ts'
import { attribute } from './attribute.ts'
import type { Driver } from './driver.ts'
import { comparedWithApi } from './moved.ts'
import { qualityDelta, type QualityDelta } from './quality.ts'
import { same } from './same.ts'

/** A workload on both sides of a change. At least one side is there. */
export type Delta = {
  readonly id: string
  readonly status: 'added' | 'removed' | 'changed' | 'unchanged'
  readonly base: Side | null
  readonly head: Side | null
  /** Largest first; empty for what was added, removed, unchanged, or has no price on one side. */
  readonly drivers: readonly Driver[]
  /** Null: neither side was evaluated. */
  readonly quality: QualityDelta | null
}

export type Side = { readonly workload: Workload; readonly estimate: Estimate }

/** Pairs the workloads of two revisions and says what changed, by how much and why. Sorted by id. */
export function diff(base: readonly Workload[], head: readonly Workload[], world: World): readonly Delta[] {
  const before = new Map(base.map(workload => [workload.identity, workload]))
  const after = new Map(head.map(workload => [workload.identity, workload]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .map(identity => delta(before.get(identity) ?? null, after.get(identity) ?? null, world))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function delta(base: Workload | null, head: Workload | null, world: World): Delta {
  const side = (workload: Workload) => ({ workload, estimate: estimate(workload, world) })
  const before = base && side(base)
  // Most of a repository is not touched: it is estimated once.
  const after = head && (before !== null && same(base, head) ? { ...before, workload: head } : side(head))
  const quality = qualityDelta(base, head, world)
  if (before === null || after === null) return { ...oneSided(before, after), quality }
  return { ...bothSides(before, { ...after, estimate: comparedWithApi(after, before) }, world), quality }
}

function bothSides(before: Side, after: Side, world: World): Omit<Delta, 'quality'> {
  const { id } = after.workload
  if (sameCost(before.estimate, after.estimate))
    return { id, status: 'unchanged', base: before, head: after, drivers: [] }
  const priced = before.estimate.unpriced.length === 0 && after.estimate.unpriced.length === 0
  const drivers = priced ? attribute(before.workload, after.workload, world) : []
  return { id, status: 'changed', base: before, head: after, drivers }
}

const oneSided = (base: Side | null, head: Side | null): Omit<Delta, 'quality'> => ({
  id: (head ?? base)?.workload.id ?? '',
  status: base === null ? 'added' : 'removed',
  base,
  head,
  drivers: [],
})

const sameCost = (a: Estimate, b: Estimate) =>
  a.unpriced.join('\0') === b.unpriced.join('\0') &&
  sameRange(a.perRequest, b.perRequest) &&
  sameRange(a.perMonth, b.perMonth)

/** Sums in another order differ in the last digits: that is no change. */
function sameRange(a: Range | null, b: Range | null): boolean {
  if (a === null || b === null) return a === b
  return BANDS.every(
    band => Math.abs(a[band] - b[band]) <= 1e-12 * Math.max(Math.abs(a[band]), Math.abs(b[band])),
  )
}
