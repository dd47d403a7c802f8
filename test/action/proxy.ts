import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { complaints } from './contract.ts'
import { freePort } from './github.ts'

export type Request = { readonly method: string; readonly path: string; readonly body: string }
export type Reply = {
  readonly status: number
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Proxy = {
  readonly url: string
  /** Every request so far, as `POST /repos/dev/shop/issues/1/comments`. */
  readonly asked: readonly string[]
  /** @throws Error that says what GitHub would not have understood */
  readonly close: () => void
}

export type Between = {
  /** Answers in place of the API, or not at all (`hang`); null asks the API. The number of the request counts from 1. */
  readonly instead?: (request: Request, nth: number) => Reply | 'hang' | 'cut off' | null
  /** What comes of the API's answer. */
  readonly after?: (request: Request, reply: Reply) => Reply
}

/** A real HTTP server between the Action and the API: what the emulator lacks, and what goes wrong. */
export async function startProxy(api: string, { instead, after }: Between = {}): Promise<Proxy> {
  const asked: string[] = []
  const wrong: string[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const request = { method: incoming.method ?? 'GET', path: incoming.url ?? '', body }
    const nth = asked.push(`${request.method} ${request.path}`)
    const reply = instead?.(request, nth) ?? null
    if (reply === 'hang') return
    if (reply === 'cut off') return cutOff(response)
    const answer = reply ?? (await forwarded(api, request, incoming.headers.authorization ?? ''))
    const { status, text, headers } = after?.(request, answer) ?? answer
    wrong.push(...complaints(request, answer))
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(text)
  })
  const port = await freePort()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
      if (wrong.length > 0) throw new Error(`not as GitHub describes its API: ${wrong.join('; ')}`)
    },
  }
}

async function forwarded(
  api: string,
  { method, path, body }: Request,
  authorization: string,
): Promise<Reply> {
  const headers = { authorization, 'content-type': 'application/json' }
  const answer = await fetch(`${api}${path}`, { method, headers, ...(body !== '' && { body }) })
  const link = answer.headers.get('link')
  return {
    status: answer.status,
    text: await answer.text(),
    ...(link !== null && { headers: { link } }),
  }
}

/** More is announced than comes. */
function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
  response.write('[{"id": 1,')
  setTimeout(() => response.destroy(), 20)
}

export const json = (status: number, value: unknown, headers = {}): Reply => ({
  status,
  text: JSON.stringify(value),
  headers,
})
