import { sharePercent } from '../words/numbers.ts'
import type { ServingResult, WorkloadResult } from './result.ts'
import { servingWords } from './serving-words.ts'

/** What is said of the capacity of a workload at head, and how much of it was used before where that moved. */
export function servingOf(workload: WorkloadResult): readonly string[] {
  const { base, head } = workload
  if (!head?.serving) return []
  const words = servingWords(head.serving)
  return servingMoved(workload) ? [`${usedWords(base?.serving ?? null)} before`, ...words] : words
}

/**
 * Whether machines are used more or less than before, in whole percent: it costs nothing and matters. Between two
 * bounds nothing is known to have moved.
 */
export function servingMoved({ base, head }: WorkloadResult): boolean {
  if (!base?.serving || !head?.serving) return false
  if (![base, head].some(({ serving }) => serving?.load?.basis === 'measured')) return false
  return usedWords(base.serving) !== usedWords(head.serving)
}

function usedWords(serving: ServingResult | null): string {
  const load = serving?.load ?? null
  if (load === null) return 'not known how far used'
  return `${load.basis === 'assumed' ? 'at least ' : ''}${sharePercent(load.utilization)} used`
}
