import http from 'node:http'
import https from 'node:https'
import { failureOfError, failureOfStatus, type Failure } from '../../bench/failure.ts'
import type { Send } from '../../bench/ask.ts'
import { chunkOf } from '../../bench/chunk.ts'

export type Connection = {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** A sender with connections of its own, as many as there are requests at a time; ask it to close at the end. */
export function httpSender({ url, headers, timeoutMs }: Connection) {
  const { Agent, request } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 4096 })
  const options = { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } }
  const once: Attempt = (body, receive, stop) =>
    new Promise(resolve => {
      const outgoing = request(url, options)
      const end = ending(outgoing, resolve)
      const timer = setTimeout(() => end(timedOut(timeoutMs)), timeoutMs)
      const onStop = () => end({ kind: 'stopped', detail: 'interrupted' })
      stop.addEventListener('abort', onStop)
      outgoing.on('close', () => {
        clearTimeout(timer)
        stop.removeEventListener('abort', onStop)
        end({ kind: 'truncated', detail: 'the connection closed' })
      })
      outgoing.on('response', response => listen(response, receive, end))
      outgoing.on('error', error => {
        const isStale = outgoing.reusedSocket && codeOf(error) === 'ECONNRESET'
        end(isStale ? STALE : broken(error))
      })
      outgoing.end(body)
    })
  // A server may close an idle connection in the moment in which it is used again: that is not its failure.
  const send: Send = async (body, receive, stop) => {
    const first = await once(body, receive, stop)
    const last = first === STALE ? await once(body, receive, stop) : first
    return last === ANSWERED ? null : last
  }
  return { send, close: () => agent.destroy() }
}

type Attempt = (...call: Parameters<Send>) => Promise<Failure>

/** Told apart by identity. */
const STALE: Failure = { kind: 'network', detail: 'ECONNRESET' }
const ANSWERED: Failure = { kind: 'network', detail: '' }

const timedOut = (ms: number): Failure => ({ kind: 'timeout', detail: `${ms / 1000} s` })

/** The first end counts. */
function ending(outgoing: http.ClientRequest, resolve: (failure: Failure) => void) {
  let isOver = false
  return (failure: Failure) => {
    if (isOver) return
    isOver = true
    if (failure !== ANSWERED) outgoing.destroy()
    resolve(failure)
  }
}

function listen(
  response: http.IncomingMessage,
  receive: (text: string) => Failure | null,
  end: (failure: Failure) => void,
) {
  response.setEncoding('utf8')
  const status = response.statusCode ?? 0
  const type = response.headers['content-type'] ?? ''
  response.on('error', error => end(broken(error, 'truncated')))
  if (status < 200 || status >= 300 || /\bjson\b/.test(type)) return refuse(response, status, end)
  response.on('data', (text: string) => {
    const failure = receive(text)
    if (failure !== null) end(failure)
  })
  response.on('end', () => end(response.complete ? ANSWERED : { kind: 'truncated', detail: 'cut off' }))
}

/** An error page may be of any length: its beginning says enough. */
function refuse(response: http.IncomingMessage, status: number, end: (failure: Failure) => void) {
  let text = ''
  const done = () => {
    const said = chunkOf(text)
    const message = said.kind === 'error' ? said.message : text
    const retryAfter = response.headers['retry-after'] ?? null
    end(failureOfStatus({ status, message, retryAfter }) ?? { kind: 'not_a_stream', detail: 'it is JSON' })
  }
  response.on('data', (piece: string) => {
    text = (text + piece).slice(0, LONGEST_ERROR)
    if (text.length === LONGEST_ERROR) done()
  })
  response.on('end', done)
}

const LONGEST_ERROR = 2000

function broken(error: Error, kind: Failure['kind'] | null = null): Failure {
  const failure = failureOfError(codeOf(error), error.message)
  if (kind !== null) return { ...failure, kind }
  return failure.kind === 'truncated' ? { ...failure, kind: 'network' } : failure
}

const codeOf = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : '')
