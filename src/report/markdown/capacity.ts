import { servingMoved, servingOf } from '../serving-change.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** What the capacity of workloads is used for, whose cost or use changed. Null where none has anything to say. */
export function capacity({ result: { workloads } }: Page): string | null {
  const said = workloads
    .filter(workload => workload.status !== 'unchanged' || servingMoved(workload))
    .flatMap(workload => {
      const words = servingOf(workload).map(clause => prose(clause, 200))
      return words.length === 0 ? [] : [`${code(workload.id, 60)} ${words.join(', ')}`]
    })
  return said.length === 0 ? null : `**Capacity** ${said.slice(0, 3).join(' · ')}`
}
