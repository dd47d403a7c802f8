import { usd } from '../words/money.ts'
import { plural } from '../words/numbers.ts'
import type { QualityResult } from './quality.ts'

/** What checking cost: `running these evals cost $0.42 (graders not counted)`; null where nobody knows. */
export function runCostWords({ usd_of_run: run }: QualityResult): string | null {
  if (run === null) return null
  if (run.unknown === 0) return `running these evals cost ${usd(run.usd)} (graders not counted)`
  const rest = `${plural(run.unknown, 'test')} without tokens or a price, and graders, not counted`
  return `running these evals cost at least ${usd(run.usd)} (${rest})`
}
