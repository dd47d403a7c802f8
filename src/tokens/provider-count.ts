import type { ModelRequest } from './count-request.ts'
import { isRecord, recordOf } from './loose.ts'
import type { Json } from './loose.ts'

/** A call of a provider's own counter. */
export type ProviderCall = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Tokens in its answer; null when there are none. */
  readonly read: (answer: unknown) => number | null
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * How to ask the provider itself; null where it offers no counter, or the environment holds no key for it.
 * Anthropic (`ANTHROPIC_API_KEY`), Google (`GEMINI_API_KEY`), OpenAI responses (`OPENAI_API_KEY`); `…_BASE_URL`
 * names another host.
 */
export function providerCall(request: ModelRequest, env: Environment): ProviderCall | null {
  const call = Object.hasOwn(CALLS, request.api) ? CALLS[request.api] : undefined
  return call?.(request, env) ?? null
}

type Caller = (request: ModelRequest, env: Environment) => ProviderCall | null

/** https://platform.claude.com/docs/en/api/messages/count_tokens */
const anthropic: Caller = ({ provider, model, request }, env) => {
  const key = env['ANTHROPIC_API_KEY']
  if (key === undefined || provider !== 'anthropic') return null
  const body = { ...picked(request, ['system', 'tools', 'tool_choice', 'thinking', 'messages']), model }
  return {
    url: `${env['ANTHROPIC_BASE_URL'] ?? 'https://api.anthropic.com'}/v1/messages/count_tokens`,
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    body: JSON.stringify(body),
    read: tokensIn('input_tokens'),
  }
}

/** https://ai.google.dev/api/tokens */
const google: Caller = ({ provider, model, request }, env) => {
  const key = env['GEMINI_API_KEY']
  if (key === undefined || provider !== 'google') return null
  const base = env['GEMINI_BASE_URL'] ?? 'https://generativelanguage.googleapis.com'
  return {
    url: `${base}/v1beta/models/${encodeURIComponent(model)}:countTokens`,
    headers: { 'x-goog-api-key': key },
    body: JSON.stringify({ generateContentRequest: { ...recordOf(request), model: `models/${model}` } }),
    read: tokensIn('totalTokens'),
  }
}

/** https://platform.openai.com/docs/api-reference/responses/input-tokens */
const openai: Caller = ({ provider, model, request }, env) => {
  const key = env['OPENAI_API_KEY']
  if (key === undefined || provider !== 'openai') return null
  const keys = ['input', 'instructions', 'tools', 'tool_choice', 'text', 'reasoning', 'previous_response_id']
  return {
    url: `${env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1'}/responses/input_tokens`,
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ ...picked(request, keys), model }),
    read: tokensIn('input_tokens'),
  }
}

const CALLS: Readonly<Record<string, Caller>> = {
  'anthropic-messages': anthropic,
  'google-generate-content': google,
  'openai-responses': openai,
}

const picked = (request: unknown, keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(recordOf(request)).filter(([key]) => keys.includes(key)))

const tokensIn = (key: string) => (answer: unknown) => {
  const tokens = isRecord(answer) ? answer[key] : null
  return typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null
}
