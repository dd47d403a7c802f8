import type { PromptPart } from '../../../model/fact.ts'

/** The path with which an expression begins: `user.name` of `user.name | upper`, `x` of `$x`; null when it begins otherwise. */
export function rootPath(expression: string): string | null {
  const match = /^(?:@root\.|this\.|\.\.\/|\.\/)*\$?([\p{L}_@][\p{L}\d_$]*(?:\s*\.\s*[\p{L}\d_$-]+)*)/u.exec(
    expression,
  )
  return match?.[1]?.replaceAll(/\s/g, '') ?? null
}

/** What a name stands for when it is printed. */
export function namedPart(name: string, line: number): PromptPart {
  if (COUNTER.test(name)) return { kind: 'text', text: '1', line }
  return { kind: HISTORY.test(name) ? 'history' : 'variable', name, line }
}

/** Whether a list of this name holds the earlier turns of a conversation. */
export const isConversation = (name: string): boolean => HISTORY.test(name) || TURNS.test(name)

// `order_history` and the like are not conversations, so names are listed and not matched by ending.
const HISTORY = /(?:^|\.)(?:chat|conversation|message|dialog(?:ue)?)?_?history$/i
const TURNS = /(?:^|\.)(?:(?:chat|previous|prior|past|conversation)_?)?(?:messages|turns|conversation)$/i

/** Positions in a loop are a digit or two, not a value from outside. */
const COUNTER = /^(?:@(?:index|first|last|key)|loop\.(?:rev)?index0?|forloop\.r?index0?)$/
