import { UnitcostError } from '../../model/diagnostic.ts'

type Limits = { readonly fetch: typeof fetch; readonly mostBytes: number; readonly timeoutMs: number }

/**
 * The text behind a URL: https, or http on this machine. Gives up on what is too long or too slow.
 * @throws UnitcostError `prices-download`
 */
export async function download(url: string, { fetch, mostBytes, timeoutMs }: Limits): Promise<string> {
  if (!isAllowed(url))
    throw failed(url, 'only https is fetched', 'Write an https URL, or the path of a file.')
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json' },
    })
    if (!response.ok) throw new Error(`the server answers ${response.status}`)
    if (!isAllowed(response.url || url)) throw new Error('the server redirects to a URL that is not https')
    return await bounded(response, mostBytes)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    throw failed(url, `${error instanceof Error ? error.message : String(error)}${cause}`, RETRY)
  }
}

const RETRY = 'Nothing was written. Try again later, or download the list yourself and use --from FILE.'

/** The bytes are counted as they come: a length that the server states proves nothing. */
async function bounded({ body }: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) throw new Error(`the list has more than ${mostBytes / 1e6} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.has(url.hostname))
}

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]'])

const failed = (url: string, why: string, hint: string) =>
  new UnitcostError('prices-download', `${url} cannot be fetched: ${why}`, hint)
