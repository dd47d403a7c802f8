import type { EvalUsage } from '../../model/eval.ts'
import { countOf, field } from './json.ts'

/**
 * Tokens of one answer as promptfoo reports them; null where it reports none. Anthropic counts what it read from
 * or wrote to its cache on top of the input, OpenAI and Google inside of it; Google counts reasoning on top of the
 * output, the others inside of it.
 * @see https://github.com/promptfoo/promptfoo/blob/main/src/types/shared.ts
 */
export function usageOf(row: unknown, provider: string): EvalUsage | null {
  const reported = field(row, 'response', 'tokenUsage') ?? field(row, 'tokenUsage')
  const tokens = (...path: readonly string[]) => countOf(field(reported, ...path)) ?? 0
  const [input, output] = [tokens('prompt'), tokens('completion')]
  if (input + output === 0) return null
  const cacheRead = tokens('completionDetails', 'cacheReadInputTokens')
  const cacheWrite = tokens('completionDetails', 'cacheCreationInputTokens')
  const reasoning = tokens('completionDetails', 'reasoning')
  const cached = cacheRead + cacheWrite
  const cachedOnTop = ANTHROPIC.test(provider) || cached > input
  const reasoningOnTop = reasoning > output || tokens('total') === input + output + reasoning
  return {
    requests: 1,
    input: cachedOnTop ? input + cached : input,
    cacheRead,
    cacheWrite,
    output: reasoningOnTop ? output + reasoning : output,
    reasoning,
  }
}

const ANTHROPIC = /anthropic|claude/iu
