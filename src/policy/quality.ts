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
  return covered.flatMap(({ id, base, head }) => {
    const after = head?.workload.quality ?? null
    const told = after && broken(budget, base?.workload.quality ?? null, after)
    return after === null || told === null
      ? []
      : draft(id, `${id} passes ${words(after)}${told}.`, [after.at, at])
  })
}

/** Both limits in one sentence; null where both hold. */
function broken(budget: BudgetConfig, before: PassRate | null, after: PassRate): string | null {
  const { min_pass_rate: floor, max_drop: drop } = budget.quality ?? {}
  const asked =
    floor !== undefined && rate(after) < floor ? `\`${budget.id}\` asks for ${sharePercent(floor)}` : null
  const fell = drop !== undefined && before !== null && rate(before) - rate(after) > drop + 1e-9
  if (fell) return dropped(before, { drop, asked, budget })
  return asked && `; ${asked}`
}

type Fall = { readonly drop: number; readonly asked: string | null; readonly budget: BudgetConfig }

function dropped(before: PassRate, { drop, asked, budget }: Fall): string {
  const allowed = sharePercent(drop).replace('%', 'pp')
  const why =
    asked === null
      ? `more than the ${allowed} that \`${budget.id}\` allows`
      : `${asked} and allows a drop of ${allowed}`
  return `, before ${words(before)}: ${why}`
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
