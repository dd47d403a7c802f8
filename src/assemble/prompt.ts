import { posix } from 'node:path'
import type { Place } from '../model/evidence.ts'
import type { PromptFact, PromptPart } from '../model/fact.ts'
import type { Quantity } from '../model/quantity.ts'
import type { Prompt } from '../model/workload.ts'
import type { Tokens } from '../units.ts'
import type { Library } from './library.ts'

export type Template = Extract<Prompt, { kind: 'template' }>

/** A template with its includes resolved inside the tree and adjacent texts joined. */
export function promptOf(
  fact: PromptFact,
  library: Library,
  known: {
    sizes: Readonly<Record<string, Quantity<Tokens>>>
    samples: Readonly<Record<string, readonly string[]>>
  },
): Template {
  return {
    kind: 'template',
    at: fact.at,
    messages: fact.messages.map(message => ({
      role: message.role,
      parts: joinTexts(resolve(message.parts, { path: fact.at.path, library, depth: 0 })),
    })),
    tools: fact.tools,
    responseSchema: fact.responseSchema,
    samples: { ...known.samples, ...fact.samples },
    sizes: known.sizes,
  }
}

export const profile = (input: Quantity<Tokens>, at: Place): Prompt => ({ kind: 'profile', input, at })

type Including = { readonly path: string; readonly library: Library; readonly depth: number }

/** An include that includes itself ends here, and stays an unknown part. */
const DEEPEST_INCLUDE = 5

function resolve(parts: readonly PromptPart[], around: Including): readonly PromptPart[] {
  return parts.flatMap((part): readonly PromptPart[] => {
    switch (part.kind) {
      case 'choice':
        return [{ ...part, options: part.options.map(option => joinTexts(resolve(option, around))) }]
      case 'repeat':
        return [{ ...part, parts: joinTexts(resolve(part.parts, around)) }]
      case 'include': {
        const named = /^const:([^#]+)#(.+)$/u.exec(part.path)
        if (named !== null) return [namedText(part, named, around.library)]
        const included = around.depth < DEEPEST_INCLUDE ? includedPrompt(part.path, around) : undefined
        if (included === undefined) return [part]
        const inner = included.messages.flatMap(message => message.parts)
        return resolve(inner, { ...around, path: included.at.path, depth: around.depth + 1 })
      }
      case 'text':
      case 'variable':
      case 'history':
      case 'breakpoint':
      case 'media':
        return [part]
    }
  })
}

/** A text that another file names; what is no text there is decided at run time. */
function namedText(
  { line }: PromptPart,
  [, path = '', name = '']: RegExpExecArray,
  { constantOf }: Library,
): PromptPart {
  const value = constantOf(path, name)?.value
  return typeof value === 'string' ? { kind: 'text', text: value, line } : { kind: 'variable', name, line }
}

/** Relative to the including file, else to the root of the tree, as template loaders are set up. */
export function includedPrompt(
  written: string,
  { path, library: { prompts } }: Pick<Including, 'path' | 'library'>,
): PromptFact | undefined {
  const normal = posix.normalize(written)
  const known = prompts.get(posix.normalize(posix.join(posix.dirname(path), written))) ?? prompts.get(normal)
  if (known !== undefined) return known
  // A template loader may look in a folder that only the code names: the one file that can be meant.
  const endings = [...prompts.values()].filter(({ at }) => at.path.endsWith(`/${normal}`))
  return endings.length === 1 ? endings[0] : undefined
}

function joinTexts(parts: readonly PromptPart[]): readonly PromptPart[] {
  return parts.reduce<PromptPart[]>((joined, part) => {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { ...last, text: last.text + part.text }
    else joined.push(part)
    return joined
  }, [])
}
