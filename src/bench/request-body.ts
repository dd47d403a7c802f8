export type Api = 'chat' | 'completions'

export type Asked = {
  readonly prompt: string
  readonly outputTokens: number
}

/** What the server accepts, as the first request found out. */
export type Dialect = {
  readonly api: Api
  readonly model: string
  /** Answer in full length whatever the model would say: vLLM, SGLang, TGI. */
  readonly ignoreEos: boolean
  /** `stream_options.include_usage` */
  readonly usage: boolean
  /** Newer OpenAI models take `max_completion_tokens` only. */
  readonly limit: 'max_tokens' | 'max_completion_tokens'
}

/** https://platform.openai.com/docs/api-reference/chat/create */
export function requestBody({ prompt, outputTokens }: Asked, dialect: Dialect): string {
  return JSON.stringify({
    model: dialect.model,
    ...(dialect.api === 'chat' ? { messages: [{ role: 'user', content: prompt }] } : { prompt }),
    [dialect.limit]: outputTokens,
    stream: true,
    ...(dialect.usage ? { stream_options: { include_usage: true } } : {}),
    ...(dialect.ignoreEos ? { ignore_eos: true } : {}),
  })
}

/** The next thing to leave out after the server refused a request; null: it was not about any of them. */
export function withoutRefused(dialect: Dialect, refusal: string): Dialect | null {
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/.test(refusal))
    return { ...dialect, limit: 'max_completion_tokens' }
  if (dialect.ignoreEos && /ignore_eos|extra|unknown|unrecognized|unexpected|not permitted/i.test(refusal))
    return { ...dialect, ignoreEos: false }
  if (dialect.usage && /stream_options|include_usage|extra|unknown|unrecognized|not permitted/i.test(refusal))
    return { ...dialect, usage: false }
  return null
}
