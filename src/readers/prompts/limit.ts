import type { Place } from '../../model/evidence.ts'
import type { YamlValue } from '../yaml.ts'

export type Limit = { readonly maxOutput: number | null; readonly maxOutputAt: Place | null }

/** The first of some fields that holds a number of tokens. `-1` is LangChain's "no limit". */
export function limitOf(path: string, fields: readonly YamlValue[]): Limit {
  const stated = fields.find(field => (field.number() ?? 0) > 0)
  if (stated === undefined) return { maxOutput: null, maxOutputAt: null }
  return { maxOutput: stated.number(), maxOutputAt: { path, line: stated.line } }
}
