import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Part, ResponseSchema, Role, Tool, ToolChoice, Turn } from '../conversation.ts'
import { asText, isRecord, listOf, recordOf, recordsOf, textOf, textOrNull } from '../loose.ts'
import type { Json } from '../loose.ts'
import { mediaOf } from './media.ts'

/** https://platform.openai.com/docs/api-reference/chat/create, and all who offer the same shape. */
export function openaiChat(request: Json): Conversation {
  const tools = recordsOf(request['tools'])
  const legacy = recordsOf(request['functions']).map(toolOf)
  return {
    ...EMPTY,
    turns: recordsOf(request['messages']).map(turnOf),
    tools: [...tools.filter(isFunction).map(tool => toolOf(recordOf(tool['function']))), ...legacy],
    choice: choiceOf(request['tool_choice'] ?? request['function_call']),
    schema: schemaOf(request['response_format']),
    thinking: isRecord(request['reasoning']) || textOf(request['reasoning_effort']) !== '',
    hidden: [
      ...tools.filter(tool => !isFunction(tool)).map(tool => `tool ${textOf(tool['type'])}`),
      ...listOf(request['plugins']).map(() => 'a plugin'),
      ...(textOf(request['preset']) === '' ? [] : ['a preset']),
    ],
  }
}

const isFunction = (tool: Json) => isRecord(tool['function'])

export const toolOf = (tool: Json): Tool => ({
  name: textOf(tool['name']),
  description: textOf(tool['description']),
  parameters: recordOf(tool['parameters']),
  strict: tool['strict'] === true,
})

export function choiceOf(choice: unknown): ToolChoice {
  if (choice === 'none') return 'none'
  if (choice === 'required' || choice === 'any') return 'any'
  if (!isRecord(choice)) return 'auto'
  if (choice['type'] !== 'allowed_tools') return 'one'
  return choice['mode'] === 'required' ? 'any' : 'auto'
}

/** `response_format` of chat, `text.format` of responses. */
export function schemaOf(format: unknown): ResponseSchema | null {
  const { type, json_schema: inner } = recordOf(format)
  if (type === 'json_object') return { name: '', description: '', schema: null }
  if (type !== 'json_schema') return null
  const about = recordOf(inner ?? format)
  return {
    name: textOf(about['name']),
    description: textOf(about['description']),
    schema: recordOf(about['schema']),
  }
}

export const roleOf = (role: unknown): Role =>
  role === 'function' ? 'tool' : (ROLES.find(known => known === role) ?? 'user')

const ROLES: readonly Role[] = ['system', 'developer', 'user', 'assistant', 'tool']

function turnOf(message: Json): Turn {
  const role = roleOf(message['role'])
  const content = contentOf(message['content'])
  if (role === 'tool') return turn(role, [{ kind: 'result', name: textOf(message['name']), parts: content }])
  const thought = textOf(message['reasoning_content'] ?? message['reasoning'])
  const thinking: readonly Part[] = thought === '' ? [] : [{ kind: 'thinking', text: thought, opaque: 0 }]
  const old = isRecord(message['function_call']) ? [message['function_call']] : []
  const calls = [...recordsOf(message['tool_calls']).map(call => recordOf(call['function'])), ...old]
  return turn(role, [...thinking, ...content, ...calls.map(callOf)], textOrNull(message['name']))
}

const callOf = (call: Json): Part => ({
  kind: 'call',
  name: textOf(call['name']),
  args: asText(call['arguments']),
})

export const contentOf = (content: unknown): readonly Part[] =>
  typeof content === 'string' ? [textPart(content)] : recordsOf(content).flatMap(partOf)

/** Chat and responses name the same things differently: `image_url`, `input_image`. */
function partOf(part: Json): readonly Part[] {
  const type = textOf(part['type'])
  if (type === 'thinking') return [{ kind: 'thinking', text: texts(part['thinking']), opaque: 0 }]
  if (typeof part['text'] === 'string') return [textPart(part['text'])]
  if (typeof part['refusal'] === 'string') return [textPart(part['refusal'])]
  if (type === '' || type === 'text') return []
  const holder = recordOf(part['image_url'] ?? part['video_url'] ?? part['input_audio'] ?? part['file'])
  const source = [
    part['image_url'],
    part['document_url'],
    part['file_data'],
    part['file_url'],
    ...Object.values(holder),
  ]
  const described = source.filter(value => typeof value === 'string').join(' ')
  const detail = holder['detail'] ?? part['detail']
  return [mediaOf(type, described, detail === 'low' || detail === 'high' ? detail : 'auto')]
}

const texts = (parts: unknown) =>
  recordsOf(parts)
    .map(part => textOf(part['text']))
    .join('')
