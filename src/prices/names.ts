/** How people write providers → how the price files do. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  anthropic: [],
  azure: ['azure_ai', 'azure_openai', 'azure-openai', 'azureopenai', 'azureml', 'azure_text'],
  bedrock: ['amazon', 'amazon-bedrock', 'amazon_bedrock', 'aws', 'aws_bedrock', 'bedrock_converse'],
  cerebras: [],
  cohere: ['cohere_chat'],
  deepseek: [],
  fireworks: ['fireworks_ai', 'fireworks-ai'],
  google: [
    'gemini',
    'google-ai-studio',
    'google-genai',
    'google-vertex',
    'google_ai',
    'google_genai',
    'google_ai_studio_gemini',
    'googleai',
    'vertex',
    'vertex_ai',
    'vertexai',
  ],
  groq: [],
  minimax: [],
  mistral: ['mistralai', 'mistral_ai'],
  moonshot: ['moonshotai'],
  openai: ['openai-chat', 'openai_chat', 'openai_responses', 'text-completion-openai'],
  openrouter: [],
  perplexity: ['pplx'],
  together: ['together_ai', 'together-ai', 'togetherai'],
  voyage: ['voyageai', 'voyage_ai'],
  xai: ['x-ai', 'x_ai'],
  zai: ['z-ai', 'z_ai'],
}

const PROVIDER_OF = new Map(
  Object.entries(PROVIDERS).flatMap(([name, others]) =>
    [name, ...others].map(other => [other, name] as const),
  ),
)

export type ModelName = {
  /** As the price files call it; null when the name has none. */
  readonly provider: string | null
  /** What the name may be listed as, most literal first: as written, without wrapper, without date. */
  readonly ids: readonly string[]
}

/**
 * Takes a model name apart: `azure/gpt-4o`, `openai::gpt-4o`, `vertex_ai/claude-opus-4-6@default`,
 * `bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0`, `gpt-4o-2024-08-06`. Only what says nothing about
 * the price is taken off: a shorter name that merely starts alike is another model.
 */
export function readModelName(text: string): ModelName {
  const [, prefix = '', rest = ''] = /^([\w-]{2,40})(?:\/|::?)(.+)$/.exec(text) ?? []
  const provider = PROVIDER_OF.get(prefix.toLowerCase()) ?? (BEDROCK_ID.test(text) ? 'bedrock' : null)
  const id = PROVIDER_OF.has(prefix.toLowerCase()) ? rest : text
  if (provider === 'bedrock') return { provider, ids: bedrockIds(id) }
  if (provider === 'openrouter') return { provider, ids: [...withoutDates([id]), ...dotted(id)] }
  return { provider, ids: withoutDates([id.replace(/^(?:publishers\/\w+\/)?models\//, '')]) }
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html */
const BEDROCK_ID =
  /^(?:[a-z-]{2,6}\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|mistral|nvidia|openai|qwen|writer)\.[\w-]/

/**
 * The inference profile decides the price: `global.` has the list price, a region or `us.` the regional one.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
function bedrockIds(id: string): string[] {
  const bare = id
    .replace(/^arn:[^/]*\//, '')
    .replace(/^(?:converse|invoke)\//, '')
    .replace(/^[a-z]{2}(?:-[a-z]+)+-\d\//, '')
    .replace(/:\d+k$/, '')
  const [, profile = null, model = bare] =
    /^(global|us|us-gov|eu|apac|jp|au|ca|sa|in)\.(.+)$/.exec(bare) ?? []
  const profiles = profile === 'global' ? [bare] : [bare, `regional.${model}`, model]
  return withoutDates([...profiles, ...profiles.map(withoutFirstVersion)])
}

/** `-v1:0` is the first revision of a model, which the id without it means, too; `-v2:0` is another model. */
export const withoutFirstVersion = (id: string) => id.replace(/-v1(?::0)?$/, '')

/** `regional.` is how the price list groups what Bedrock sells without or with a regional profile. */
export const withoutScope = (name: string) => name.replace(/^(bedrock\/)?regional\./, '$1')

/**
 * OpenRouter answers to Anthropic's own spelling, `anthropic/claude-sonnet-4-5`, and lists it with a dot.
 * Not with a date: dated versions of one model have had different prices there.
 */
const dotted = (id: string) =>
  /^anthropic\/claude-[a-z]+-\d-\d$/.test(id) ? [id.replace(/(?<=\d)-(?=\d$)/, '.')] : []

function withoutDates(ids: readonly string[]): string[] {
  const undated = ids.map(id => id.replace(/(?:[-@](?:20\d\d-\d\d-\d\d|20\d{6})|@default|@latest)$/, ''))
  return [...new Set([...ids, ...undated])]
}
