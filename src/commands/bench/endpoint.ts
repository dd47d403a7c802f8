import type { Api } from '../../bench/request-body.ts'
import { usage } from '../options.ts'

export type Endpoint = {
  readonly api: Api
  /** Where requests go. */
  readonly url: URL
  /** `/v1/models` of the same server. */
  readonly models: URL
  /** On this machine: its GPUs are the ones that serve. */
  readonly isLocal: boolean
}

/**
 * What a URL means: of a server, of its `/v1`, or of one of the two APIs.
 * @throws UnitcostError `usage`
 */
export function endpointOf(text: string, asked: Api | null): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw usage(
      `\`${text}\` is not an http or https URL`,
      'For example: unitcost bench http://localhost:8000',
    )
  if (url.username !== '' || url.password !== '')
    throw usage('the URL holds a user or a password', 'Use --api-key-env NAME, or --header.')
  const path = url.pathname.replace(/\/+$/, '')
  const isChat = path.endsWith('/chat/completions')
  const isNamed = path.endsWith('/completions')
  const named = isNamed ? (isChat ? 'chat' : 'completions') : null
  const api = named ?? asked ?? 'chat'
  const base = path.replace(/(?:\/chat)?\/completions$/, '') || '/v1'
  const at = (end: string) => {
    const built = new URL(url)
    built.pathname = `${base}${end}`
    return built
  }
  return {
    api,
    url: at(api === 'chat' ? '/chat/completions' : '/completions'),
    models: at('/models'),
    isLocal: LOCAL.test(url.hostname),
  }
}

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
