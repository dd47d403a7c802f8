import { servingWords } from '../serving-words.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** What the capacity of changed workloads is used for. Null where none has anything to say. */
export function capacity({ changes }: Page): string | null {
  const said = changes.flatMap(({ workload: { id, head } }) => {
    const words = head?.serving ? servingWords(head.serving) : []
    return words.length === 0 ? [] : [`${code(id, 60)} ${words.map(clause => prose(clause, 200)).join(', ')}`]
  })
  return said.length === 0 ? null : `**Capacity** ${said.slice(0, 3).join(' · ')}`
}
