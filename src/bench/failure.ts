/** Why a request has no answer that counts. */
export type Failure = { readonly kind: FailureKind; readonly detail: string }

export type FailureKind = keyof typeof FAILURES

type Words = { readonly what: string; readonly remedy: string }

/** What each kind is called and what to do about it: the one list of what can go wrong. */
export const FAILURES = {
  refused: { what: 'nothing listens there', remedy: 'Start the server, or correct the URL.' },
  unresolved: { what: 'the host name is not known', remedy: 'Correct the URL.' },
  tls: {
    what: 'the TLS connection failed',
    remedy: 'Use http for a server without TLS; let NODE_EXTRA_CA_CERTS name the certificate of your own CA.',
  },
  unauthorized: { what: 'the server wants a key', remedy: 'Name its variable with --api-key-env NAME.' },
  not_found: {
    what: 'there is no such model or path',
    remedy: 'Correct the URL or --model; --api completions for a server without chat.',
  },
  rate_limited: {
    what: 'the server limits requests',
    remedy: 'Offer less, or measure the server behind the limiter.',
  },
  rejected: { what: 'the server rejects the request', remedy: 'Correct the options: its words are above.' },
  redirected: { what: 'the server redirects', remedy: 'Give the URL that it redirects to.' },
  server_error: { what: 'the server failed', remedy: 'Look into its log.' },
  truncated: {
    what: 'the stream ended in the middle',
    remedy: 'Look into the log of the server, and at the timeouts of a proxy before it.',
  },
  timeout: { what: 'no complete answer in time', remedy: 'Raise --timeout, or offer less.' },
  invalid_chunk: {
    what: 'the stream holds what is not JSON',
    remedy: 'Is this an OpenAI-compatible server?',
  },
  not_a_stream: {
    what: 'the answer is no event stream',
    remedy: 'Is this an OpenAI-compatible server, and does it stream?',
  },
  no_tokens: {
    what: 'the answer has no tokens',
    remedy: 'Ask for more --output-tokens, or use --api completions.',
  },
  endless: {
    what: 'the answer does not end',
    remedy: 'The server ignores the maximum of tokens: nothing that it says can be compared.',
  },
  network: { what: 'the connection failed', remedy: 'Try again; look into the log of the server.' },
  stopped: { what: 'stopped before it was answered', remedy: 'Run it again to the end.' },
} as const satisfies Readonly<Record<string, Words>>

/** By the code of a Node error. https://nodejs.org/api/errors.html#common-system-errors */
export function failureOfError(code: string, message: string): Failure {
  const kind = /CERT|TLS|SSL|SELF_SIGNED|EPROTO|LEAF_SIGNATURE/.test(code) ? 'tls' : KIND_OF[code]
  return { kind: kind ?? 'network', detail: code === '' ? message : code }
}

const KIND_OF: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ECONNRESET: 'truncated',
  ETIMEDOUT: 'timeout',
}

type Refusal = { readonly status: number; readonly message: string; readonly retryAfter: string | null }

/** By the HTTP status; null for one that answers. */
export function failureOfStatus({ status, message, retryAfter }: Refusal): Failure | null {
  if (status >= 200 && status < 300) return null
  const after = retryAfter === null ? '' : `, retry after ${retryAfter}`
  return { kind: kindOfStatus(status), detail: `${status}${after}${message === '' ? '' : `: ${message}`}` }
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 404) return 'not_found'
  if (status === 429) return 'rate_limited'
  if (status >= 300 && status < 400) return 'redirected'
  return status >= 500 ? 'server_error' : 'rejected'
}
