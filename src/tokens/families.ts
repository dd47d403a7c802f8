/** Models that share a vocabulary and a framing of requests. */
export type Family =
  | 'openai-embedding'
  | 'openai-cl100k'
  | 'openai-chat'
  | 'openai-reasoning'
  | 'gpt-oss'
  | 'claude-2'
  | 'claude-4'
  | 'claude-4-5'
  | 'claude-5'
  | 'claude'
  | 'gemini-2'
  | 'gemini'
  | 'gemini-3'
  | 'deepseek'
  | 'deepseek-4'
  | 'qwen'
  | 'mistral-1'
  | 'mistral'
  | 'cohere'
  | 'cohere-a'
  | 'llama-4'
  | 'llama-3'
  | 'llama-3-1'
  | 'nova'
  | 'nova-2'
  | 'unknown'

/**
 * @param model `provider/model` or a bare id, also with the wrappers of Azure, Bedrock, Vertex, OpenRouter,
 * Groq and others: `us.anthropic.claude-sonnet-4-5-20250929-v1:0`, `openrouter/openai/gpt-5-mini`
 */
export function familyOf(model: string): Family {
  const id = model.slice(0, LONGEST_ID).toLowerCase()
  return ROWS.find(([pattern]) => pattern.test(id))?.[1] ?? 'unknown'
}

const LONGEST_ID = 300

/** The first row that matches wins: distilled models before the ones they are named after. */
const ROWS: readonly (readonly [RegExp, Family])[] = [
  [/deepseek-r1-distill-qwen/, 'qwen'],
  [/deepseek-r1-distill-llama/, 'llama-3'],
  [/\bgpt-oss/, 'gpt-oss'],
  [/\btext-embedding-(?:ada|3)/, 'openai-embedding'],
  [/\b(?:chat)?gpt-(?:4o|4\.[15]|audio|realtime)/, 'openai-chat'],
  [/\bgpt-[56](?!\d)|(?:^|[/:])o[134](?![^-@:])|\b(?:codex-mini|computer-use-preview)/, 'openai-reasoning'],
  [/\bgpt-(?:4|3\.?5)(?![^-@:/])|\b(?:davinci|babbage)-002/, 'openai-cl100k'],
  [/\bclaude-(?:instant|v?[12](?!\d))/, 'claude-2'],
  [/\bclaude-(?:fable|mythos)|\bclaude-(?:[a-z]+-)?(?:[5-9]|4[-.](?:[7-9]|[1-9]\d))(?!\d)/, 'claude-5'],
  [/\bclaude-(?:[a-z]+-)?4[-.][56](?!\d)/, 'claude-4-5'],
  [/\bclaude-(?:[a-z]+-)?[34](?!\d)/, 'claude-4'],
  [/\bclaude|(?:^|\/)(?:opus|sonnet|haiku)$/, 'claude'],
  [/\bgemini-(?:1|2\.0)/, 'gemini-2'],
  [/\bgemini-[3-9]/, 'gemini-3'],
  [/\bgemini|\bgemma/, 'gemini'],
  [/deepseek-v[4-9]/, 'deepseek-4'],
  [/deepseek/, 'deepseek'],
  [/\bqw(?:en|q)/, 'qwen'],
  [/\bopen-(?:mistral-7b|mixtral)|\bmi[sx]tral-(?:8x|7b)/, 'mistral-1'],
  [/mistral|mixtral|ministral|magistral|codestral|devstral|pixtral/, 'mistral'],
  [/\bcommand-(?:a\b|r7b)/, 'cohere-a'],
  [/\b(?:cohere|command)\b|\bcommand-|\bembed-(?:english|multilingual|v4)|\brerank-/, 'cohere'],
  [/\bllama-?4/, 'llama-4'],
  [/\b(?:meta-)?llama-?v?3[-.p][1-9](?!\d*b)/, 'llama-3-1'],
  [/\b(?:meta-)?llama-?(?:v?3|guard-?3)/, 'llama-3'],
  [/\bnova-[2-9]/, 'nova-2'],
  [/\bnova-(?:micro|lite|pro|premier)/, 'nova'],
]
