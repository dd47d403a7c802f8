import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { FAULTS } from './faults.ts'

/** How the fake server answers. */
export type Timing = {
  readonly ttftMs: number
  readonly tpotMs: number
  /** Tokens, each a chunk of its own, that go out at once. */
  readonly burst: number
}

/** What it did, request by request: the truth that a measurement is held against. Milliseconds of its own clock. */
export type Served = {
  readonly tokens: number
  readonly receivedMs: number
  firstMs: number
  lastMs: number
}

/** An OpenAI-compatible server without a model, with known timing. The name of the model picks a fault. */
export function fakeEndpoint(timing: Timing): {
  readonly server: Server
  readonly served: readonly Served[]
} {
  const served: Served[] = []
  const server = createServer((request, response) => {
    const receivedMs = performance.now()
    if (request.url === '/truth') return void json(response, served)
    if (request.url === '/v1/models')
      return void json(response, { data: [{ id: 'fake-8b', owned_by: 'vllm' }] })
    if (request.url === '/version') return void json(response, { version: '0.0.0-fake' })
    void bodyOf(request).then(body => {
      const fault = FAULTS[body.model]
      if (fault !== undefined) return fault(response, body)
      const one = { tokens: body.max_tokens, receivedMs, firstMs: 0, lastMs: 0 }
      served.push(one)
      const ttftMs = timing.ttftMs * spread(served.length)
      return stream(response, one, { ...timing, ttftMs })
    })
  })
  return { server, served }
}

/** From 0.75 to 1.25: streams that begin together do not stay in step. */
const spread = (index: number) => 0.75 + ((index * 0.618) % 1) / 2

export type Body = { readonly model: string; readonly max_tokens: number; readonly ignore_eos?: boolean }

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += piece
  return JSON.parse(text)
}

function json(response: ServerResponse, value: unknown) {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

const CHUNK =
  'data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" word"}}]}\n\n'

/** Every token at its own time, counted from the first one: being late once does not make the rest late. */
function stream(response: ServerResponse, one: Served, { ttftMs, tpotMs, burst }: Timing) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let sent = 0
  const step = () => {
    const now = performance.now()
    one.firstMs ||= now
    one.lastMs = now
    const due = Math.min(one.tokens - sent, burst * (sent === 0 ? 1 : stepsDue(now)))
    sent += due
    response.write(CHUNK.repeat(due))
    if (sent === one.tokens) return response.end(lastChunks(one.tokens))
    at(one.firstMs + (sent / burst) * tpotMs)
  }
  const at = (time: number) => setTimeout(step, Math.max(1, time - performance.now()))
  const stepsDue = (now: number) => Math.max(1, Math.floor((now - one.firstMs) / tpotMs) + 1 - sent / burst)
  at(one.receivedMs + ttftMs)
}

const lastChunks = (tokens: number) =>
  `data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}\n\ndata: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":${tokens}}}\n\ndata: [DONE]\n\n`
