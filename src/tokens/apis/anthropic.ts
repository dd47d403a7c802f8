import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Part, ResponseSchema, Tool, ToolChoice } from '../conversation.ts'
import { asText, isRecord, opaqueLength, recordOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { mediaOf } from './media.ts'
import { roleOf } from './openai-chat.ts'

/** https://platform.claude.com/docs/en/api/messages/create */
export function anthropicMessages(request: Json): Conversation {
  const tools = recordsOf(request['tools'])
  const system = contentOf(request['system'])
  const messages = recordsOf(request['messages'])
  const found = new Set(messages.flatMap(message => referencesIn(message['content'], 0)))
  return {
    ...EMPTY,
    turns: [
      ...(system.length === 0 ? [] : [turn('system', system)]),
      ...messages.map(message => turn(roleOf(message['role']), contentOf(message['content']))),
    ],
    tools: tools
      .filter(tool => isOwn(tool) && (tool['defer_loading'] !== true || found.has(tool['name'])))
      .map(toolOf),
    choice: choiceOf(request['tool_choice']),
    schema: schemaOf(recordOf(request['output_config'])['format'] ?? request['output_format']),
    thinking: ['enabled', 'adaptive'].includes(textOf(recordOf(request['thinking'])['type'])),
    hidden: [
      ...tools.filter(tool => !isOwn(tool)).map(tool => `tool ${textOf(tool['type'])}`),
      ...recordsOf(request['mcp_servers']).map(() => 'an MCP server'),
      ...(isRecord(recordOf(request['output_config'])['task_budget']) ? ['a task budget'] : []),
    ],
  }
}

const isOwn = (tool: Json) => isRecord(tool['input_schema'])

/** A deferred tool is told when a tool search has found it. */
function referencesIn(content: unknown, depth: number): readonly unknown[] {
  return recordsOf(content).flatMap(part => [
    ...(part['type'] === 'tool_reference' ? [part['tool_name'] ?? part['name']] : []),
    ...(part['type'] === 'tool_addition' ? [recordOf(part['tool'])['name']] : []),
    ...(depth < 2 ? referencesIn(part['content'], depth + 1) : []),
  ])
}

const toolOf = (tool: Json): Tool => ({
  name: textOf(tool['name']),
  description: textOf(tool['description']),
  parameters: recordOf(tool['input_schema']),
  strict: tool['strict'] === true,
})

const CHOICES: Readonly<Record<string, ToolChoice>> = { any: 'any', tool: 'one', none: 'none' }

const choiceOf = (choice: unknown): ToolChoice => CHOICES[textOf(recordOf(choice)['type'])] ?? 'auto'

function schemaOf(format: unknown): ResponseSchema | null {
  const { type, schema } = recordOf(format)
  return type === 'json_schema' ? { name: '', description: '', schema: recordOf(schema) } : null
}

const contentOf = (content: unknown): readonly Part[] =>
  typeof content === 'string'
    ? content === ''
      ? []
      : [textPart(content)]
    : recordsOf(content).flatMap(partOf)

function partOf(part: Json): readonly Part[] {
  const type = textOf(part['type'])
  switch (type) {
    case 'text':
      return [textPart(textOf(part['text']))]
    case 'thinking':
      return [
        { kind: 'thinking', text: textOf(part['thinking']), opaque: opaqueLength(textOf(part['signature'])) },
      ]
    case 'redacted_thinking':
      return [{ kind: 'thinking', text: '', opaque: opaqueLength(textOf(part['data'])) }]
    case 'tool_use':
    case 'server_tool_use':
      return [{ kind: 'call', name: textOf(part['name']), args: asText(part['input'] ?? {}) }]
    case 'image':
    case 'document':
      return sourceOf(type, recordOf(part['source']))
    case 'web_search_result':
      return [textPart(`${textOf(part['title'])} ${textOf(part['url'])}`)]
    case 'tool_reference':
      return [textPart(textOf(part['tool_name']))]
    default:
      return type.endsWith('tool_result') ? [resultOf(part)] : []
  }
}

function resultOf(part: Json): Part {
  const content = part['content']
  return { kind: 'result', name: '', parts: contentOf(isRecord(content) ? [content] : content) }
}

/** A document of plain text is text; all else is media. */
function sourceOf(type: string, source: Json): readonly Part[] {
  const data = textOf(source['data'] ?? source['url'])
  if (source['type'] === 'text') return [textPart(data)]
  return [mediaOf(type === 'image' ? textOf(source['media_type'] ?? 'image/png') : 'document', data)]
}
