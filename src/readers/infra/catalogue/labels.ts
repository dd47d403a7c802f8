import { valueOf } from './section.ts'
import type { Section } from './section.ts'

/** A map of texts, as far as its values are known. */
export function labelsIn(section: Section, name: string): Readonly<Record<string, string>> {
  const value = valueOf(section, name)
  if (value?.kind !== 'map') return {}
  return Object.fromEntries(
    [...value.entries].flatMap(([key, entry]) =>
      entry.kind === 'scalar' && entry.value !== null ? [[key, String(entry.value)]] : [],
    ),
  )
}
