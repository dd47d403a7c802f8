import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Role, Turn } from '../conversation.ts'
import { asText, listOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { openaiChat } from './openai-chat.ts'

/** https://docs.cohere.com/reference/chat (messages) and https://docs.cohere.com/v1/reference/chat (message) */
export function cohereChat(request: Json): Conversation {
  const documents = listOf(request['documents']).map(document => turn('user', [textPart(asText(document))]))
  if (request['messages'] !== undefined) {
    const chat = openaiChat(request)
    return { ...chat, turns: [...chat.turns, ...documents] }
  }
  const preamble = textOf(request['preamble'])
  return {
    ...EMPTY,
    turns: [
      ...(preamble === '' ? [] : [turn('system', [textPart(preamble)])]),
      ...recordsOf(request['chat_history']).map(historyOf),
      turn('user', [textPart(textOf(request['message']))]),
      ...documents,
    ],
    tools: recordsOf(request['tools']).map(tool => ({
      name: textOf(tool['name']),
      description: textOf(tool['description']),
      parameters: { properties: tool['parameter_definitions'] ?? {} },
      strict: false,
    })),
  }
}

const ROLES: Readonly<Record<string, Role>> = { system: 'system', chatbot: 'assistant', tool: 'tool' }

const historyOf = (message: Json): Turn =>
  turn(ROLES[textOf(message['role']).toLowerCase()] ?? 'user', [textPart(textOf(message['message']))])
