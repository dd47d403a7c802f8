import { describe, expect, test } from 'vitest'
import { ofKind, partsOf } from '../framing/lines.ts'
import { readRequest } from './index.ts'

const CITY = { type: 'object', properties: { city: { type: 'string' } } }
const ARGS = { city: 'Paris' }

/** The same exchange in the shape of every API: a system text, a question, a call, its result. */
const SHAPES: readonly (readonly [string, Record<string, unknown>])[] = [
  [
    'openai-chat',
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Rain?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Paris"}' } }],
        },
        { role: 'tool', content: 'Sunny' },
      ],
      tools: [{ type: 'function', function: { name: 'weather', description: 'Weather', parameters: CITY } }],
      tool_choice: 'required',
    },
  ],
  [
    'openai-responses',
    {
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Rain?' }] },
        { type: 'function_call', name: 'weather', arguments: '{"city":"Paris"}' },
        { type: 'function_call_output', output: 'Sunny' },
      ],
      tools: [{ type: 'function', name: 'weather', description: 'Weather', parameters: CITY }],
      tool_choice: 'required',
    },
  ],
  [
    'anthropic-messages',
    {
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        { role: 'user', content: 'Rain?' },
        { role: 'assistant', content: [{ type: 'tool_use', name: 'weather', input: ARGS }] },
        { role: 'user', content: [{ type: 'tool_result', content: [{ type: 'text', text: 'Sunny' }] }] },
      ],
      tools: [{ name: 'weather', description: 'Weather', input_schema: CITY }],
      tool_choice: { type: 'any' },
    },
  ],
  [
    'google-generate-content',
    {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Rain?' }] },
        { role: 'model', parts: [{ functionCall: { name: 'weather', args: ARGS } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'weather', response: 'Sunny' } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'weather', description: 'Weather', parameters: CITY }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    },
  ],
  [
    'bedrock-converse',
    {
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: 'Rain?' }] },
        { role: 'assistant', content: [{ toolUse: { name: 'weather', input: ARGS } }] },
        { role: 'user', content: [{ toolResult: { content: [{ text: 'Sunny' }] } }] },
      ],
      toolConfig: {
        tools: [{ toolSpec: { name: 'weather', description: 'Weather', inputSchema: { json: CITY } } }],
        toolChoice: { any: {} },
      },
    },
  ],
]

test.for(SHAPES)('%s reads as the same conversation', ([api, request]) => {
  const read = readRequest(api, request)
  const parts = partsOf(read?.turns ?? [])
  expect(ofKind(parts, 'text').map(({ text }) => text)).toEqual(['Be brief.', 'Rain?', 'Sunny'])
  expect(ofKind(parts, 'call').map(({ name, args }) => [name, args])).toEqual([
    ['weather', '{"city":"Paris"}'],
  ])
  expect(read).toMatchObject({
    choice: 'any',
    tools: [{ name: 'weather', description: 'Weather', parameters: CITY }],
    hidden: [],
  })
})

describe('what is not sent to the model', () => {
  test('a deferred tool of Anthropic, until a search finds it', () => {
    const deferred = { name: 'refund', input_schema: CITY, defer_loading: true }
    const found = {
      role: 'user',
      content: [{ type: 'tool_result', content: [{ type: 'tool_reference', tool_name: 'refund' }] }],
    }
    const tools = (messages: readonly unknown[]) =>
      readRequest('anthropic-messages', { tools: [deferred], messages })?.tools.length
    expect([tools([]), tools([found])]).toEqual([0, 1])
  })
})

describe('what the request does not show', () => {
  test.for([
    ['openai-responses', { input: 'News?', tools: [{ type: 'web_search' }] }, ['tool web_search']],
    ['openai-responses', { input: 'Go on.', previous_response_id: 'resp_1' }, ['a previous response']],
    [
      'anthropic-messages',
      { messages: [], tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      ['tool web_search_20250305'],
    ],
    ['google-generate-content', { contents: [], tools: [{ googleSearch: {} }] }, ['googleSearch']],
  ] as const)('%s %j', ([api, request, hidden]) => {
    expect(readRequest(api, request)?.hidden).toEqual(hidden)
  })
})

test.for([
  [
    'openai-chat',
    {
      messages: [
        {
          role: 'user',
          content: [{ type: 'image_url', image_url: { url: '[image/png 400x301 9 bytes]', detail: 'low' } }],
        },
      ],
    },
    { media: 'image', width: 400, height: 301, detail: 'low' },
  ],
  [
    'anthropic-messages',
    {
      messages: [
        {
          role: 'user',
          content: [{ type: 'document', source: { data: '[application/pdf 3 pages 99 bytes]' } }],
        },
      ],
    },
    { media: 'document', pages: 3 },
  ],
  [
    'google-generate-content',
    { contents: [{ parts: [{ inline_data: { mime_type: 'audio/wav', data: '[blob 5000 bytes]' } }] }] },
    { media: 'audio', bytes: 5000 },
  ],
  [
    'bedrock-converse',
    {
      messages: [
        { role: 'user', content: [{ video: { format: 'mp4', source: { bytes: '[video/mp4 77 bytes]' } } }] },
      ],
    },
    { media: 'video', bytes: 77 },
  ],
] as const)('media of %s', ([api, request, media]) => {
  expect(ofKind(partsOf(readRequest(api, request)?.turns ?? []), 'media')).toMatchObject([media])
})
