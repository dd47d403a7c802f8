import { once } from 'node:events'
import { createServer } from 'node:http'
import { freePort } from './github.ts'

type Gate = { readonly url: string; readonly close: () => void }

/**
 * The API behind a gate: the first `runs` requests are answered from what is there when the last of them
 * came, so that each of these runs believes to be the first.
 */
export async function startTogether(api: string, runs: number): Promise<Gate> {
  let waiting = runs
  let open = () => {}
  const all = new Promise<void>(resolve => {
    open = resolve
  })
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await fetch(`${api}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
    const text = await answer.text()
    if ((waiting -= 1) <= 0) open()
    await all
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(text)
  })
  const port = await freePort()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}
