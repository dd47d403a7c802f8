import type { CallFact } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'

/** The first of some fields that states how long an answer may be; 0 and -1 mean "no limit". */
export function limitOf(
  settings: YamlValue,
  keys: readonly string[],
  path: string,
): Pick<CallFact, 'maxOutput' | 'maxOutputAt'> {
  const stated = keys.map(key => settings.get(key)).find(field => (field.number() ?? 0) > 0)
  if (stated === undefined) return { maxOutput: null, maxOutputAt: null }
  return { maxOutput: stated.number(), maxOutputAt: { path, line: stated.line } }
}
