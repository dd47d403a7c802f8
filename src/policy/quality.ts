import type { BudgetConfig } from '../config/config.ts'
import type { Place } from '../model/evidence.ts'
import type { QualityCase, Remark } from './quality-case.ts'
import { criticalRemarks, dropRemarks } from './quality-drop.ts'
import { asksFor, floorRemarks } from './quality-floor.ts'
import { latencyRemarks, scoreRemarks } from './quality-means.ts'
import type { JudgedDelta } from './rule.ts'

/** Holds the evals of each workload against a budget. A removed workload, and one without evals, is nobody's. */
export function qualityRemarks(
  budget: BudgetConfig,
  covered: readonly JudgedDelta[],
  at: Place,
): readonly Remark[] {
  const limits = budget.quality
  if (limits === undefined) return []
  return covered.flatMap(({ id, head, quality, status }) => {
    if (head === null || quality === null) return []
    const run = quality.head ?? quality.base
    const places = run === null ? [at] : [run.at, at]
    const held = {
      id,
      budget: budget.id,
      limits,
      quality,
      changed: status !== 'unchanged',
      at: places,
    }
    return [...criticalRemarks(held), ...dropAndFloor(held), ...latencyRemarks(held), ...scoreRemarks(held)]
  })
}

/** A loss that breaks both limits is one problem to solve. */
function dropAndFloor(held: QualityCase): readonly Remark[] {
  const [drops, floors] = [dropRemarks(held), floorRemarks(held)]
  const [drop] = drops
  const floor = held.limits.min_pass_rate
  if (drop?.level !== 'error' || floors.length === 0 || floor === undefined) return [...drops, ...floors]
  const message = `${drop.draft.message.replace(/\.$/, '')} and ${asksFor(floor)}.`
  return [{ ...drop, draft: { ...drop.draft, message } }]
}
