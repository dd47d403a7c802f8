import type { BenchmarkReview } from '../diff/benchmark-review.ts'
import type { BenchmarkResult } from './benchmark.ts'

/** The published form of what the numbers of own machines rest on. */
export const benchmarkResult = ({
  state,
  at,
  source,
  ageDays,
  why,
  changes,
  run,
}: BenchmarkReview): BenchmarkResult => ({
  state,
  at: at && { path: at.path, line: at.line },
  source,
  age_days: ageDays,
  why,
  changes: changes.map(({ kind, change }) => ({ kind, change: change.expected, interval: change.interval })),
  run,
})
