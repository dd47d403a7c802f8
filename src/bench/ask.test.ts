import { expect, test } from 'vitest'
import { ask, type Send } from './ask.ts'
import { never } from './testing.ts'

const word = 'data: {"choices":[{"delta":{"content":" word"}}]}\n\n'
const role = 'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n'
const usage = 'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":6}}\n\n'
const done = 'data: [DONE]\n\n'

/** A server that says one text at each of these milliseconds. */
function answering(texts: Readonly<Record<number, string>>) {
  let now = 0
  const send: Send = async (_body, receive) => {
    for (const [at, text] of Object.entries(texts)) {
      now = Number(at)
      const failure = receive(text)
      if (failure !== null) return failure
    }
    return null
  }
  return ask({ body: '{}', dueMs: 0, outputTokens: 6 }, { send, now: () => now, stop: never })
}

test('first token is the first chunk with a choice, last token the last one; comments, usage and the end are none', async () => {
  const said = { 50: ': ping\n\n', 80: role, 100: word, 120: word + word, 170: usage, 200: done }
  expect(await answering(said)).toEqual({
    kind: 'answered',
    dueMs: 0,
    sentMs: 0,
    endedMs: 200,
    firstMs: 80,
    lastMs: 120,
    gapsMs: [20, 20, 0],
    inputTokens: 9,
    outputTokens: 6,
    basis: 'usage',
  })
})

test('without usage, chunks with text are counted, and it says so', async () => {
  expect(await answering({ 10: role, 20: word, 30: word, 40: done })).toMatchObject({
    inputTokens: null,
    outputTokens: 2,
    basis: 'chunks',
  })
})

test.for([
  { what: 'ends early', texts: { 1: word }, kind: 'truncated' },
  { what: 'says nothing', texts: { 1: done }, kind: 'no_tokens' },
  { what: 'is not JSON', texts: { 1: word, 2: 'data: {"cho\n\n', 3: done }, kind: 'invalid_chunk' },
  {
    what: 'breaks off with an error',
    texts: { 1: word, 2: 'data: {"error":"gone"}\n\n' },
    kind: 'server_error',
  },
  { what: 'does not end', texts: { 1: word.repeat(1100) }, kind: 'endless' },
])('an answer that $what is a failure: $kind', async ({ texts, kind }) => {
  expect(await answering(texts)).toMatchObject({ kind: 'failed', failure: { kind } })
})
