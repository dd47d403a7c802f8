import { plural, signed, significant } from '../../words/numbers.ts'
import type { PassRate, WorkloadResult } from '../result.ts'
import { usdPair } from '../../words/money.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** What the evaluations say, beside the cost. Null when no workload has any. */
export function quality(page: Page): string | null {
  const all = page.result.workloads.filter(({ quality }) => quality?.head)
  const moved = all.filter(({ quality, status }) => differs(quality) || status !== 'unchanged')
  if (moved.length === 0) return null
  const parts = moved.slice(0, 3).map(workload => words(workload, all.length > 1) + success(workload))
  const rest = moved.length - parts.length
  return `**Quality** ${parts.join(' · ')}${rest > 0 ? ` · ${plural(rest, 'more workload')}` : ''}`
}

function words({ id, quality }: WorkloadResult, named: boolean): string {
  const whose = named ? `${code(id, 60)} ` : ''
  const [base, head] = [quality?.base ?? null, quality?.head ?? null]
  if (!head) return `${whose}not measured`
  if (!base) return `${whose}${solved(head)} (not measured before)`
  const points = rate(head) * 100 - rate(base) * 100
  if (points === 0) return `${whose}${solved(head)}, as before`
  const before = base.total === head.total ? `${base.passed}` : `${base.passed} of ${base.total}`
  const move = `${signed(points, size => significant(size, 2))} pp`
  return `${whose}${before} → ${solved(head)} (${move}; ${visibleDrop(Math.min(base.total, head.total))})`
}

/** What a success costs, in the admin's own noun where there is one. */
function success({ base, head, outcome }: WorkloadResult): string {
  const [noun, key] =
    outcome === null
      ? ['solved task', 'usd_per_solved_task' as const]
      : [prose(outcome, 40), 'usd_per_outcome' as const]
  const [before, after] = [base?.[key]?.expected ?? null, head?.[key]?.expected ?? null]
  return before === null || after === null ? '' : `, per ${noun} **${usdPair(before, after)}**`
}

const solved = ({ passed, total }: PassRate) => `${passed} of ${total} solved`
const rate = ({ passed, total }: PassRate) => (total === 0 ? 0 : passed / total)

const differs = (quality: WorkloadResult['quality']) =>
  quality?.base && quality.head && rate(quality.base) !== rate(quality.head)

/** Drops in percentage points that a paired comparison of n tests shows 4 times out of 5. */
const VISIBLE: readonly (readonly [tests: number, points: number])[] = [
  [200, 6],
  [100, 9],
  [50, 15],
  [20, 30],
]

function visibleDrop(tests: number): string {
  const found = VISIBLE.find(([enough]) => tests >= enough)
  return found
    ? `${tests} tests reliably show only drops of ${found[1]} pp or more`
    : `${tests} tests are too few to tell`
}
