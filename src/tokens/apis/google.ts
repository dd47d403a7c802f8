import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Part, Tool, ToolChoice } from '../conversation.ts'
import { asText, firstOf, isRecord, opaqueLength, recordOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { documentOf } from './media.ts'

/** https://ai.google.dev/api/generate-content, in camelCase or snake_case */
export function googleGenerateContent(request: Json): Conversation {
  const tools = [...recordsOf(request['tools']), ...(isRecord(request['tools']) ? [request['tools']] : [])]
  const system = partsOf(firstOf(request, 'systemInstruction', 'system_instruction'))
  const config = recordOf(firstOf(request, 'generationConfig', 'generation_config'))
  const schema = firstOf(
    config,
    'responseJsonSchema',
    'responseSchema',
    'response_json_schema',
    'response_schema',
  )
  const functions = tools.flatMap(tool =>
    recordsOf(firstOf(tool, 'functionDeclarations', 'function_declarations')),
  )
  return {
    ...EMPTY,
    turns: [
      ...(system.length === 0 ? [] : [turn('system', system)]),
      ...recordsOf(request['contents']).map(content =>
        turn(content['role'] === 'model' ? 'assistant' : 'user', partsOf(content)),
      ),
    ],
    tools: functions.map(toolOf),
    choice: choiceOf(request),
    schema: isRecord(schema) ? { name: '', description: '', schema } : null,
    thinking: isRecord(firstOf(config, 'thinkingConfig', 'thinking_config')),
    hidden: [
      ...tools.flatMap(tool => Object.keys(tool).filter(key => !/function_?declarations/iu.test(key))),
      ...(typeof firstOf(request, 'cachedContent', 'cached_content') === 'string' ? ['cached content'] : []),
    ],
  }
}

const toolOf = (tool: Json): Tool => ({
  name: textOf(tool['name']),
  description: textOf(tool['description']),
  parameters: recordOf(
    firstOf(tool, 'parameters', 'parametersJsonSchema', 'parameters_json_schema', 'parameters_schema'),
  ),
  strict: false,
})

function choiceOf(request: Json): ToolChoice {
  const config = recordOf(firstOf(request, 'toolConfig', 'tool_config'))
  const calling = recordOf(firstOf(config, 'functionCallingConfig', 'function_calling_config'))
  const mode = textOf(calling['mode']).toUpperCase()
  if (mode === 'ANY') return firstOf(calling, 'allowedFunctionNames') === undefined ? 'any' : 'one'
  return mode === 'NONE' ? 'none' : 'auto'
}

const partsOf = (content: unknown): readonly Part[] =>
  typeof content === 'string' ? [textPart(content)] : recordsOf(recordOf(content)['parts']).flatMap(partOf)

function partOf(part: Json): readonly Part[] {
  const opaque = signatureLength(textOf(firstOf(part, 'thoughtSignature', 'thought_signature')))
  const signature: readonly Part[] = opaque === 0 ? [] : [{ kind: 'thinking', text: '', opaque }]
  const text = textOf(part['text'])
  if (part['thought'] === true) return [{ kind: 'thinking', text, opaque }]
  const call = recordOf(firstOf(part, 'functionCall', 'function_call', 'toolCall'))
  if (Object.keys(call).length > 0)
    return [...signature, { kind: 'call', name: textOf(call['name']), args: asText(call['args'] ?? {}) }]
  const result = recordOf(firstOf(part, 'functionResponse', 'function_response', 'toolResponse'))
  if (Object.keys(result).length > 0) return [resultOf(result)]
  const media = recordOf(firstOf(part, 'inlineData', 'inline_data', 'fileData', 'file_data'))
  if (Object.keys(media).length > 0) return [mediaPart(media)]
  return [...signature, textPart(text)]
}

/** A short signature only tells the server not to check: it holds no thought. */
const signatureLength = (text: string) => (opaqueLength(text) < 64 ? 0 : opaqueLength(text))

const resultOf = (result: Json): Part => ({
  kind: 'result',
  name: textOf(result['name']),
  parts: [textPart(asText(result['response'])), ...partsOf(result)],
})

function mediaPart(media: Json): Part {
  const type = textOf(firstOf(media, 'mimeType', 'mime_type'))
  return documentOf(type, textOf(firstOf(media, 'data', 'fileUri', 'file_uri')))
}
