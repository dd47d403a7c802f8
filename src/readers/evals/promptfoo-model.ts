/** `openai:chat:gpt-5-mini` is sold as `openai/gpt-5-mini`; a model with a slash says its provider itself. */
export function soldAs(provider: string): string {
  const [vendor = '', ...rest] = provider.split(':')
  const model = KINDS.has(rest[0] ?? '') ? rest.slice(1).join(':') : rest.join(':')
  return model === '' || /^(?:file|exec|https?|package|python)$/.test(vendor)
    ? provider
    : `${vendor}/${model}`
}

/** https://www.promptfoo.dev/docs/providers/ */
const KINDS: ReadonlySet<string> = new Set([
  'chat',
  'completion',
  'embedding',
  'embeddings',
  'messages',
  'responses',
])
