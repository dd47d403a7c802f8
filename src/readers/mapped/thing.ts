import type { Place } from '../../model/evidence.ts'
import type { Stated } from './source.ts'
import type { Found } from './path.ts'

/** What a mapping found in a file, ready to become a fact. */
export type Thing = {
  readonly found: Found
  /** Unique in the file. */
  readonly id: string
  readonly path: string
  readonly at: Place
  /** The value of a key of the mapping for this thing. */
  readonly look: (sources: readonly string[] | undefined) => Stated | null
}

/** Names as they are; one that was there before gets a number. */
export function distinct(names: readonly string[], taken: Set<string>): readonly string[] {
  const times = new Map<string, number>()
  return names.map(name => {
    let id = name
    let number = times.get(name) ?? 1
    while (taken.has(id)) id = `${name}#${++number}`
    times.set(name, number)
    taken.add(id)
    return id
  })
}
