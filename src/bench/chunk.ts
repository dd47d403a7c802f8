/** What one event of a streamed answer says. */
export type Chunk =
  /** `[DONE]` */
  | { readonly kind: 'end' }
  | {
      readonly kind: 'part'
      /** It has a choice, even one without text: the model answers. */
      readonly hasChoice: boolean
      readonly hasText: boolean
      readonly isFinished: boolean
      /** Tokens as the server counts them; null: not in this chunk. */
      readonly usage: { readonly input: number | null; readonly output: number | null } | null
    }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'invalid' }

/** https://platform.openai.com/docs/api-reference/chat-streaming */
export function chunkOf(payload: string): Chunk {
  if (payload.trim() === '[DONE]') return { kind: 'end' }
  const value = parsed(payload)
  if (!isRecord(value)) return { kind: 'invalid' }
  if (value['error'] != null) return { kind: 'error', message: messageOf(value['error']) }
  if (value['object'] === 'error') return { kind: 'error', message: messageOf(value) }
  const choices: readonly unknown[] = Array.isArray(value['choices']) ? value['choices'] : []
  return {
    kind: 'part',
    hasChoice: choices.length > 0,
    hasText: choices.some(hasText),
    isFinished: choices.some(choice => isRecord(choice) && choice['finish_reason'] != null),
    usage: usageOf(value['usage']),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error
  const message = isRecord(error) ? error['message'] : null
  return typeof message === 'string' ? message : 'an error without a message'
}

/** Text of either API, reasoning, or the arguments of a tool. */
function hasText(choice: unknown): boolean {
  if (!isRecord(choice)) return false
  const delta = isRecord(choice['delta']) ? choice['delta'] : choice
  return ['content', 'text', 'reasoning_content', 'reasoning', 'tool_calls'].some(key => {
    const value = delta[key]
    return (typeof value === 'string' || Array.isArray(value)) && value.length > 0
  })
}

function usageOf(usage: unknown) {
  if (!isRecord(usage)) return null
  return { input: amount(usage['prompt_tokens']), output: amount(usage['completion_tokens']) }
}

/** No model reads or writes more in one request: a larger number is none. */
const MOST_TOKENS = 100_000_000

const amount = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_TOKENS ? value : null
