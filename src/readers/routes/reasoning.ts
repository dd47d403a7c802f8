import type { Reasoning } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { positive } from './shape.ts'

/** How much to think, from the value that names the effort and the one that caps the thoughts; null where neither says. */
export function reasoningOf(effort: YamlValue, budget: YamlValue, path: string): Reasoning | null {
  const [word, maxTokens] = [effort.text(), positive(budget.number())]
  if (word === null && maxTokens === null) return null
  return {
    effort: word === null ? null : word.slice(0, 20),
    maxTokens,
    at: { path, line: (word === null ? budget : effort).line },
  }
}
