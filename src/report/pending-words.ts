import type { Judged } from './result.ts'

/** What is waited for: `GPU benchmark running`. */
export function pendingWords({ pending }: Pick<Judged, 'pending'>): string {
  const jobs = pending.map(kind => JOBS[kind])
  return jobs.length === 0 ? 'evidence is still being measured' : `${jobs.join(' and ')} running`
}

const JOBS: Readonly<Record<Judged['pending'][number], string>> = {
  benchmark: 'GPU benchmark',
  eval: 'evals',
}
