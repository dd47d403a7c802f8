import type { Conversation, ResponseSchema } from '../conversation.ts'
import { isRecord } from '../loose.ts'
import { hasSystem, isMessage, line, ofKind, partsOf, sum } from './lines.ts'
import type { Count, Line } from './lines.ts'
import { typescriptTools } from './typescript.ts'

export type OpenaiApi = { readonly api: string; readonly reasoning: boolean }

/**
 * What OpenAI bills beside the text of messages.
 * 3 a message and its role, 1 a name, 3 for the reply (2 for reasoning models):
 * https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb
 * Tools: their TypeScript (see typescript.ts). The constants beside it are whole numbers read off recorded
 * requests, in which they are the same again and again: see README.md.
 */
export function openaiFraming(conversation: Conversation, count: Count, where: OpenaiApi): readonly Line[] {
  const messages = conversation.turns.filter(isMessage)
  const names = messages.flatMap(({ name }) => (name === null ? [] : [1 + count(name)]))
  const late = conversation.lateTools > 0 ? [line('tools told later', 100)] : []
  const continued =
    where.api === 'openai-responses' && messages.at(-1)?.role === 'assistant' && !hasCalls(conversation)
  return [
    line('messages', 4 * messages.length + sum(names)),
    line('reply', where.reasoning ? 2 : 3),
    ...(continued ? [line('continued answer', 93)] : []),
    ...toolLines(conversation, count, where),
    ...late,
    ...callLines(conversation, count, where),
    ...schemaLines(conversation, count, where),
  ]
}

const hasCalls = ({ turns }: Conversation) => ofKind(partsOf(turns), 'call').length > 0

/** Chat puts tools and schemas into a system message, which it makes when there is none. */
const inSystem = (conversation: Conversation, { api }: OpenaiApi) =>
  api === 'openai-chat' && !hasSystem(conversation) ? 6 : 0

function toolLines(conversation: Conversation, count: Count, where: OpenaiApi): readonly Line[] {
  const { tools, choice } = conversation
  if (tools.length === 0) return []
  const frame = where.reasoning ? (where.api === 'openai-chat' ? 87 : 5) : inSystem(conversation, where)
  const forced = choice === 'one' && !where.reasoning ? 16 : 0
  return [
    line('tools', count(typescriptTools(tools)) + frame - (where.reasoning ? 0 : tools.length - 1)),
    ...(forced > 0 ? [line('tool choice', forced)] : []),
  ]
}

/** A call names its function, and so does its result. Calls at once are wrapped in another one. */
function callLines({ turns }: Conversation, count: Count, { reasoning }: OpenaiApi): readonly Line[] {
  const calls = ofKind(partsOf(turns), 'call')
  const atOnce = sum(turns.map(({ parts }) => ofKind(parts, 'call').length).filter(many => many > 1))
  if (calls.length === 0) return []
  const each = reasoning ? 9 : 5
  const tokens = sum(calls.map(({ name, args }) => each + 2 * count(name) + count(args)))
  return [line('tool calls', tokens + 6 * atOnce)]
}

function schemaLines(conversation: Conversation, count: Count, where: OpenaiApi): readonly Line[] {
  const { schema } = conversation
  if (schema === null || schema.schema === null) return []
  const frame = conversation.tools.length > 0 ? -5 : 1 + inSystem(conversation, where)
  return [line('response schema', schemaText(schema, count) + frame)]
}

/** The schema as minified JSON; what closes objects is not sent on. */
function schemaText({ name, description, schema }: ResponseSchema, count: Count): number {
  const about = schema !== null && typeof schema['description'] === 'string' ? '' : description
  return count(name) + count(JSON.stringify(open(schema))) + count(about)
}

function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open)
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'additionalProperties')
  return Object.fromEntries(kept.map(([key, inner]) => [key, open(inner)]))
}
