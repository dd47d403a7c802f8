import { expect, test } from 'vitest'
import { chunkOf } from './chunk.ts'

const PART = { kind: 'part', hasChoice: true, hasText: true, isFinished: false, usage: null }

test.for([
  ['[DONE]', { kind: 'end' }],
  ['{"choices":[{"delta":{"content":"a"}}]}', PART],
  ['{"choices":[{"text":"a"}]}', PART],
  ['{"choices":[{"delta":{"reasoning_content":"a"}}]}', PART],
  ['{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}', PART],
  ['{"choices":[{"delta":{"role":"assistant","content":""}}]}', { ...PART, hasText: false }],
  ['{"choices":[{"delta":{},"finish_reason":"stop"}]}', { ...PART, hasText: false, isFinished: true }],
  ['{"choices":[{"delta":{"content":"a"},"finish_reason":null}],"usage":null}', PART],
  [
    '{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34}}',
    { ...PART, hasChoice: false, hasText: false, usage: { input: 12, output: 34 } },
  ],
  [
    '{"choices":[],"usage":{"prompt_tokens":-1,"completion_tokens":"34"}}',
    { ...PART, hasChoice: false, hasText: false, usage: { input: null, output: null } },
  ],
  [
    '{"choices":[],"usage":{"prompt_tokens":1e300,"completion_tokens":2}}',
    { ...PART, hasChoice: false, hasText: false, usage: { input: null, output: 2 } },
  ],
  ['{"error":{"message":"out of memory"}}', { kind: 'error', message: 'out of memory' }],
  ['{"error":"out of memory"}', { kind: 'error', message: 'out of memory' }],
  ['{"object":"error","message":"too long"}', { kind: 'error', message: 'too long' }],
  ['{"choices":[{', { kind: 'invalid' }],
  ['null', { kind: 'invalid' }],
  ['[]', { kind: 'invalid' }],
] as const)('%s', ([payload, chunk]) => {
  expect(chunkOf(payload)).toEqual(chunk)
})
