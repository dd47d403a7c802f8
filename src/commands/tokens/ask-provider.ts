import { createHash } from 'node:crypto'
import { memoryCache } from '../../tokens/count-cache.ts'
import type { CountCache } from '../../tokens/count-cache.ts'
import type { ModelRequest } from '../../tokens/count-request.ts'
import { providerCall } from '../../tokens/provider-count.ts'

export type Asked =
  | { readonly kind: 'counted'; readonly tokens: number }
  /** No counter or no key: nothing was sent. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'failed'; readonly why: string }

export type AskProvider = (request: ModelRequest) => Promise<Asked>

const PATIENCE_MS = 30_000

/** Asks the provider's own counter, the same request only once. The key goes to that provider alone. */
export function askProvider(
  env: Readonly<Record<string, string | undefined>>,
  cache: CountCache = memoryCache(),
): AskProvider {
  return async request => {
    const call = providerCall(request, env)
    if (call === null) return { kind: 'not-asked' }
    const hash = createHash('sha256').update(`${call.url}\n${call.body}`).digest('hex').slice(0, 24)
    const known = cache.get(hash)
    if (known !== undefined) return { kind: 'counted', tokens: known }
    try {
      const response = await fetch(call.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...call.headers },
        body: call.body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (!response.ok) return { kind: 'failed', why: `the provider answered ${response.status}` }
      const tokens = call.read(await response.json())
      if (tokens === null) return { kind: 'failed', why: 'the answer of the provider has no count' }
      cache.set(hash, tokens)
      return { kind: 'counted', tokens }
    } catch (error) {
      return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
    }
  }
}
