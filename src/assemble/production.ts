import type { PromptFact, PromptPart } from '../model/fact.ts'
import type { Library } from './library.ts'
import { includedPrompt } from './prompt.ts'

/**
 * Folders and files whose prompts and calls are not what users pay for: tests, documentation, and the prompts
 * that judge answers. They may still be named in unitcost.yml.
 */
const ELSEWHERE =
  /(?:^|\/)(?:tests?|__tests__|spec|specs|e2e|fixtures|testdata|(?:[\w-]+[_-])?evals?|evaluations?|evaluators?|judges?|graders?|docs?|node_modules|vendor|third_party|site-packages|dist|\.github)\/|(?:^|[/_.-])(?:judge|grader|eval|test|promptfoo(?:config)?)(?:[_.-]|\.\w+$)/iu

export const isProduction = (path: string): boolean => !ELSEWHERE.test(path)

/** Prompts that are a part of another one, and so cost nothing by themselves. */
export function includedIds(library: Library): ReadonlySet<string> {
  const texts = [...library.prompts.values(), ...library.calls]
  return new Set(
    texts.flatMap(({ at, messages }) =>
      messages.flatMap(({ parts }) =>
        includesIn(parts).flatMap(path => includedPrompt(path, { path: at.path, library })?.id ?? []),
      ),
    ),
  )
}

const includesIn = (parts: PromptFact['messages'][number]['parts']): readonly string[] =>
  parts.flatMap((part: PromptPart): readonly string[] => {
    if (part.kind === 'include') return [part.path]
    if (part.kind === 'choice') return part.options.flatMap(includesIn)
    return part.kind === 'repeat' ? includesIn(part.parts) : []
  })
