import type { BudgetConfig } from '../config/config.ts'
import type { Place } from '../model/evidence.ts'
import type { PassRate } from '../model/workload.ts'
import { sharePercent } from '../words/numbers.ts'
import type { Draft } from './finding.ts'
import type { JudgedDelta } from './rule.ts'

/** The floor under the pass rate, and how far it may fall in one change. Without results there is nothing to say. */
export function qualityDrafts(
  budget: BudgetConfig,
  covered: readonly JudgedDelta[],
  at: Place,
): readonly Draft[] {
  const { min_pass_rate: floor, max_drop: drop } = budget.quality ?? {}
  return covered.flatMap(({ id, base, head }) => {
    const after = head?.workload.quality ?? null
    const before = base?.workload.quality ?? null
    if (after === null) return []
    const below = floor !== undefined && rate(after) < floor
    const fell = drop !== undefined && before !== null && rate(before) - rate(after) > drop + 1e-9
    const place = [after.at, at]
    return [
      ...(below
        ? [
            draft(
              id,
              `${id} passes ${words(after)}; \`${budget.id}\` asks for ${sharePercent(floor)}.`,
              place,
            ),
          ]
        : []),
      ...(fell && before !== null
        ? [
            draft(
              id,
              `${id} passes ${words(after)}, before ${words(before)}: more than the ${sharePercent(drop).replace('%', 'pp')} that \`${budget.id}\` allows.`,
              place,
            ),
          ]
        : []),
    ]
  })
}

const rate = ({ passed, total }: PassRate) => (total === 0 ? 0 : passed / total)

const words = (result: PassRate) => `${result.passed} of ${result.total} evals`

const draft = (workload: string, message: string, at: readonly Place[]): Draft => ({
  workload,
  message,
  why: 'A cheaper request that fails its task costs more than it saves.',
  suggestions: ['Look at the failing tests, or keep the model and prompt that passed them.'],
  at,
})
