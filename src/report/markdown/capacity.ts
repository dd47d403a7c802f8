import { benchmarkWords, isNews } from '../benchmark-words.ts'
import { servingMoved, servingOf } from '../serving-change.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/**
 * What the capacity of workloads is used for, and what was measured of it, where cost or use changed or a run is new.
 * Null where none has anything to say.
 */
export function capacity({ result: { workloads } }: Page): string | null {
  const said = workloads.flatMap(workload => {
    const { id, status, benchmark } = workload
    const moved = status !== 'unchanged' || servingMoved(workload)
    const words = [
      moved ? servingOf(workload) : [],
      benchmark !== null && (moved || isNews(benchmark)) ? benchmarkWords(benchmark) : [],
    ].flatMap(clauses => (clauses.length === 0 ? [] : clauses.map(clause => prose(clause, 200)).join(', ')))
    return words.length === 0 ? [] : [`${code(id, 60)} ${words.join('; ')}`]
  })
  return said.length === 0 ? null : `**Capacity** ${said.slice(0, 3).join(' · ')}`
}
