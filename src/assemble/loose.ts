import type { Config } from '../config/config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { PromptFact } from '../model/fact.ts'
import type { Library } from './library.ts'
import { includedIds, isProduction } from './production.ts'

/** Prompts of which nothing says what model reads them, so they cost nobody knows what. */
export function loosePrompts(
  library: Library,
  used: ReadonlySet<string>,
  config: Config,
): readonly PromptFact[] {
  if (config.defaults?.model !== undefined) return []
  const called = new Set(library.calls.map(({ prompt }) => prompt))
  const known = [used, called, includedIds(library)]
  return [...library.prompts.values()].filter(
    ({ id, at, model }) => model === null && isProduction(at.path) && known.every(ids => !ids.has(id)),
  )
}

const MOST_NAMED = 5

/** Changed prompts without a model: said, because a reviewer would otherwise take silence for "no cost". */
export function looseChanges(
  base: readonly PromptFact[],
  head: readonly PromptFact[],
  formerPath: (path: string) => string,
): readonly Diagnostic[] {
  const before = new Map(base.map(prompt => [prompt.id, content(prompt)]))
  const formerId = ({ id, at }: PromptFact) => formerPath(at.path) + id.slice(at.path.length)
  const changed = head.filter(prompt => before.get(formerId(prompt)) !== content(prompt))
  return changed.slice(0, MOST_NAMED).map(({ at }, index) => ({
    code: 'prompt-without-model',
    severity: 'note',
    message:
      index === MOST_NAMED - 1 && changed.length > MOST_NAMED
        ? `this prompt and ${changed.length - MOST_NAMED} more changed, and nothing says which model reads them`
        : 'this prompt changed, and nothing says which model reads it',
    hint: 'Name it as `prompt` of a call in unitcost.yml, or set `defaults.model` there.',
    path: at.path,
    line: at.line,
  }))
}

/** What is sent, without lines. */
const content = ({ messages, tools, responseSchema }: PromptFact) =>
  JSON.stringify({ messages, tools, responseSchema }, (key, value: unknown) =>
    key === 'line' ? undefined : value,
  )
