import type { ServerResponse } from 'node:http'

type Asked = { readonly max_tokens: number; readonly ignore_eos?: boolean; readonly stream_options?: unknown }
type Fault = (response: ServerResponse, body: Asked) => void

const CHUNK = 'data: {"choices":[{"index":0,"delta":{"content":" word"}}]}\n\n'
const DONE = 'data: [DONE]\n\n'
const usage = (tokens: number) =>
  `data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":${tokens}}}\n\n`

/** What servers and what stands before them do wrong, by the name of the model. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'wants-a-key': response => refuse(response, 401, 'Incorrect API key provided: Bearer sk-not-a-real-key'),
  'no-such-model': response => refuse(response, 404, 'The model does not exist'),
  'too-busy': response => {
    response.setHeader('retry-after', '30')
    refuse(response, 429, 'Rate limit reached')
  },
  crashes: response => refuse(response, 500, 'CUDA out of memory'),
  'moved-away': response => void response.writeHead(307, { location: 'http://elsewhere.test/' }).end(),
  'cut-off': response => {
    open(response).write(CHUNK)
    setTimeout(() => response.destroy(), 10)
  },
  'ends-early': response => void open(response).end(CHUNK),
  'slow-loris': response => {
    open(response)
    const timer = setInterval(() => response.write(': still here\n\n'), 20)
    response.on('close', () => clearInterval(timer))
  },
  'answers-only-short-ones': (response, { max_tokens: tokens }) => {
    open(response)
    if (tokens <= 8) response.end(CHUNK.repeat(tokens) + usage(tokens) + DONE)
  },
  'not-json': response => void open(response).end(`${CHUNK}data: {"choices":[{\n\n${DONE}`),
  'error-in-stream': response =>
    void open(response).end(`${CHUNK}data: {"error":{"message":"the engine died"}}\n\n`),
  'no-stream': response => {
    response.setHeader('content-type', 'application/json')
    response.end('{"choices":[{"message":{"content":"word"}}]}')
  },
  'no-tokens': response => void open(response).end(`${usage(0)}${DONE}`),
  'no-usage': (response, { max_tokens: tokens }) => void open(response).end(CHUNK.repeat(tokens) + DONE),
  'never-ends': response => {
    open(response)
    const more = () => void (response.destroyed || (response.write(CHUNK.repeat(1000)), setImmediate(more)))
    more()
  },
  'one-endless-line': response => {
    open(response)
    const more = () => void (response.destroyed || (response.write('x'.repeat(100_000)), setImmediate(more)))
    more()
  },
  'strict-about-options': (response, body) => {
    if (body.ignore_eos !== undefined)
      return refuse(response, 400, 'Unrecognized request argument: ignore_eos')
    if (body.stream_options !== undefined)
      return refuse(response, 422, 'stream_options: extra fields not permitted')
    open(response).end(CHUNK.repeat(body.max_tokens) + DONE)
  },
}

function refuse(response: ServerResponse, status: number, message: string) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message } }))
}

const open = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })
