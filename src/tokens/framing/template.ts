import type { Conversation, Part, Turn } from '../conversation.ts'
import type { Family } from '../families.ts'

/**
 * What the chat template of a family leaves out of a request before anybody counts it. DeepSeek and Qwen drop
 * the reasoning of earlier answers (https://huggingface.co/deepseek-ai/DeepSeek-R1/blob/main/tokenizer_config.json,
 * https://huggingface.co/Qwen/Qwen3-32B/blob/main/tokenizer_config.json); servers of Llama leave out tools that
 * must not be called. Gemini 3 forgets its thoughts when the user speaks again
 * (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
export function asTemplateSees(conversation: Conversation, family: Family): Conversation {
  const dropsTools = conversation.choice === 'none' && NO_TOOLS.has(family)
  const tools = dropsTools ? [] : conversation.tools
  const turns = NO_REASONING.has(family) ? conversation.turns.map(withoutReasoning) : conversation.turns
  return { ...conversation, tools, turns: family === 'gemini-3' ? withoutOldThoughts(turns) : turns }
}

const NO_TOOLS: ReadonlySet<Family> = new Set<Family>(['llama-4', 'llama-3', 'llama-3-1'])
const NO_REASONING: ReadonlySet<Family> = new Set<Family>(['deepseek', 'qwen'])

const withoutReasoning = (turn: Turn): Turn =>
  turn.role === 'assistant' ? { ...turn, parts: turn.parts.flatMap(answerOnly) } : turn

function answerOnly(part: Part): readonly Part[] {
  if (part.kind === 'thinking') return []
  if (part.kind !== 'text' || !part.text.startsWith('<think>')) return [part]
  return [{ kind: 'text', text: part.text.split('</think>').at(-1) ?? '' }]
}

function withoutOldThoughts(turns: readonly Turn[]): readonly Turn[] {
  const last = turns.findLastIndex(
    ({ role, parts }) => role === 'user' && parts.some(({ kind }) => kind === 'text'),
  )
  return turns.map((turn, at) =>
    at < last ? { ...turn, parts: turn.parts.filter(({ kind }) => kind !== 'thinking') } : turn,
  )
}
