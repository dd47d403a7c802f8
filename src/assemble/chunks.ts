import type { Place } from '../model/evidence.ts'
import type { PromptPart } from '../model/fact.ts'
import { declared } from '../model/quantity.ts'
import { tokens } from '../units.ts'
import type { Template } from './prompt.ts'

/**
 * A declared `context` is what the template inserts for its retrieved pieces (`{% for chunk in chunks %}`,
 * `{{ passages }}`), so nothing is assumed for them beside it. A size that is declared for the name itself counts.
 */
export function withDeclaredChunks(prompt: Template, at: Place): Template {
  const names = prompt.messages.flatMap(({ parts }) => parts.flatMap(insertedNames)).filter(isChunks)
  const inContext = names.map(name => [name, declared(tokens(0), at)] as const)
  return { ...prompt, sizes: { ...Object.fromEntries(inContext), ...prompt.sizes } }
}

function insertedNames(part: PromptPart): readonly string[] {
  if (part.kind === 'variable') return [part.name]
  if (part.kind === 'repeat') return [part.over, ...part.parts.flatMap(insertedNames)]
  return part.kind === 'choice' ? part.options.flat().flatMap(insertedNames) : []
}

/** Listed and not matched by ending: `source_language` or `search_results_url` are no retrieved text. */
const isChunks = (name: string) =>
  /(?:^|\.)(?:retrieved_?|context_?|search_?|source_?)?(?:chunks|passages|docs|documents|snippets|excerpts|articles|contexts?|sources|results|hits)$/i.test(
    name,
  )
