import type { Mapping } from '../model/mapping.ts'
import type { Config } from './config.ts'

/**
 * The mappings that hold for one side: its own, and those of the other side for files that it maps in no way
 * itself. So adding a mapping is no cost, and dropping one is no saving.
 */
export function mappingsFor(own: Config, other: Config): readonly Mapping[] {
  const mine = own.mappings ?? []
  const named = new Set(mine.flatMap(({ files }) => files))
  const borrowed = (other.mappings ?? []).filter(({ files }) => files.every(file => !named.has(file)))
  return [...mine, ...borrowed]
}
