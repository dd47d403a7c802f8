import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation, Turn } from '../conversation.ts'
import { asText, isRecord, opaqueLength, recordOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { choiceOf, contentOf, roleOf, schemaOf, toolOf } from './openai-chat.ts'

/** https://platform.openai.com/docs/api-reference/responses/create */
export function openaiResponses(request: Json): Conversation {
  const input = request['input']
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : recordsOf(input)
  const added = items.flatMap(item => (item['type'] === 'additional_tools' ? recordsOf(item['tools']) : []))
  const tools = [...recordsOf(request['tools']), ...added]
  const instructions = textOf(request['instructions'])
  return {
    ...EMPTY,
    turns: [
      ...(instructions === '' ? [] : [turn('developer', [textPart(instructions)])]),
      ...items.flatMap(turnOf),
    ],
    tools: tools.filter(isFunction).map(toolOf),
    lateTools: added.length,
    choice: choiceOf(request['tool_choice']),
    schema: schemaOf(recordOf(request['text'])['format']),
    thinking: isRecord(request['reasoning']),
    hidden: [
      ...tools.filter(tool => !isFunction(tool)).map(tool => `tool ${textOf(tool['type'])}`),
      ...items.filter(item => HIDDEN.has(textOf(item['type']))).map(item => textOf(item['type'])),
      ...(textOf(request['previous_response_id']) === '' ? [] : ['a previous response']),
    ],
  }
}

const HIDDEN = new Set([
  'compaction',
  'item_reference',
  'web_search_call',
  'file_search_call',
  'code_interpreter_call',
])

const isFunction = (tool: Json) => tool['type'] === 'function'

function turnOf(item: Json): readonly Turn[] {
  const type = textOf(item['type'])
  if (type === 'function_call') {
    const args = asText(item['arguments'])
    return [turn('assistant', [{ kind: 'call', name: textOf(item['name']), args }])]
  }
  if (type === 'function_call_output')
    return [turn('tool', [{ kind: 'result', name: '', parts: contentOf(item['output']) }])]
  if (type === 'reasoning') return [reasoning(item)]
  return item['role'] === undefined || type === 'additional_tools'
    ? []
    : [turn(roleOf(item['role']), contentOf(item['content']))]
}

/** Of reasoning the provider reads what it encrypted, not the summary. */
function reasoning(item: Json): Turn {
  const text = recordsOf(item['content'])
    .map(part => textOf(part['text']))
    .join('')
  return turn('assistant', [
    { kind: 'thinking', text, opaque: opaqueLength(textOf(item['encrypted_content'])) },
  ])
}
