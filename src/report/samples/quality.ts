import type { QualityResult } from '../quality.ts'

/** What the evals say of a sample workload; fills in what a sample does not care about. */
export function quality(
  [before, after, total]: readonly [before: number, after: number, total: number],
  more: Partial<QualityResult> = {},
): QualityResult {
  const [lost, won] = [Math.max(0, before - after), Math.max(0, after - before)]
  return {
    base: { passed: before, total },
    head: { passed: after, total },
    ran_at: { base: '2026-11-20T09:30:00Z', head: '2026-11-24T10:00:00Z' },
    verdict: 'inconclusive',
    unpaired: null,
    delta: (after - before) / total,
    interval: { low: -0.1, high: 0.02 },
    paired: total,
    table: { both: Math.min(before, after), lost, won, neither: total - Math.max(before, after) },
    lost: Array.from({ length: lost }, (_, index) => `t${index + 1}`),
    won: Array.from({ length: won }, (_, index) => `t${index + 1}`),
    critical: [],
    errors: 0,
    added: [],
    removed: [],
    visible_drop: 0.09,
    latency_ms: { base: null, head: null },
    usd_per_solved_task: { base: null, head: null, ratio: null },
    suite: null,
    usd_of_run: null,
    cheaper_model: null,
    ...more,
  }
}
