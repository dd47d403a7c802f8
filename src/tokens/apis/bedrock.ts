import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Part, Tool } from '../conversation.ts'
import { asText, isRecord, opaqueLength, parsed, recordOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { anthropicMessages } from './anthropic.ts'
import { documentOf, mediaOf } from './media.ts'
import { openaiChat, roleOf } from './openai-chat.ts'
import { prompt } from './prompt.ts'

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export function bedrockConverse(request: Json): Conversation {
  const config = recordOf(request['toolConfig'])
  const system = recordsOf(request['system']).flatMap(partOf)
  const choice = recordOf(config['toolChoice'])
  const extra = recordOf(request['additionalModelRequestFields'])
  const format = recordOf(recordOf(request['outputConfig'])['textFormat'])
  const structure = recordOf(recordOf(format['structure'])['jsonSchema'])
  return {
    ...EMPTY,
    turns: [
      ...(system.length === 0 ? [] : [turn('system', system)]),
      ...recordsOf(request['messages']).map(message =>
        turn(roleOf(message['role']), recordsOf(message['content']).flatMap(partOf)),
      ),
    ],
    tools: recordsOf(config['tools']).flatMap(toolOf),
    choice: isRecord(choice['tool']) ? 'one' : isRecord(choice['any']) ? 'any' : 'auto',
    schema:
      format['type'] === 'json_schema'
        ? {
            name: textOf(structure['name']),
            description: textOf(structure['description']),
            schema: recordOf(parsed(asText(structure['schema']))),
          }
        : null,
    thinking: ['enabled', 'adaptive'].includes(textOf(recordOf(extra['thinking'])['type'])),
  }
}

/** The body of the model's own API. https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html */
export function bedrockInvoke(request: Json): Conversation {
  if (typeof request['anthropic_version'] === 'string') return anthropicMessages(request)
  if (request['messages'] === undefined) return prompt(request)
  const converse = recordsOf(request['messages']).every(message => Array.isArray(message['content']))
  return converse ? bedrockConverse(request) : openaiChat(request)
}

function toolOf(tool: Json): readonly Tool[] {
  if (!isRecord(tool['toolSpec'])) return []
  const { name, description, inputSchema, strict } = tool['toolSpec']
  return [
    {
      name: textOf(name),
      description: textOf(description),
      parameters: recordOf(recordOf(inputSchema)['json']),
      strict: strict === true,
    },
  ]
}

const MEDIA = ['image', 'document', 'video', 'audio'] as const

function partOf(part: Json): readonly Part[] {
  if (typeof part['text'] === 'string') return [textPart(part['text'])]
  if (part['json'] !== undefined) return [textPart(asText(part['json']))]
  if (isRecord(part['guardContent'])) return partOf(recordOf(part['guardContent']['text']))
  if (isRecord(part['toolUse']))
    return [
      { kind: 'call', name: textOf(part['toolUse']['name']), args: asText(part['toolUse']['input'] ?? {}) },
    ]
  if (isRecord(part['toolResult']))
    return [{ kind: 'result', name: '', parts: recordsOf(part['toolResult']['content']).flatMap(partOf) }]
  if (isRecord(part['reasoningContent'])) return [reasoning(part['reasoningContent'])]
  return MEDIA.filter(medium => isRecord(part[medium])).map(medium =>
    mediaPart(medium, recordOf(part[medium])),
  )
}

function reasoning(content: Json): Part {
  const { text, signature } = recordOf(content['reasoningText'])
  const opaque = opaqueLength(textOf(signature)) + opaqueLength(textOf(content['redactedContent']))
  return { kind: 'thinking', text: textOf(text), opaque }
}

function mediaPart(medium: (typeof MEDIA)[number], media: Json): Part {
  const data = textOf(recordOf(media['source'])['bytes'])
  const type = `${medium} ${textOf(media['format'])}`
  return medium === 'document' ? documentOf(type, data) : { ...mediaOf(type, data), media: medium }
}
