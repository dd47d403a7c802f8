import type { RouteTarget } from '../../../model/fact.ts'

type Written = { readonly provider: string; readonly model: string; readonly address: string | null }
type Called = Pick<RouteTarget, 'model' | 'deployment' | 'unresolved'>

/** BAML's names that say how a provider is spoken to. https://docs.boundaryml.com/ref/llm-client-providers/overview */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['aws-bedrock', 'bedrock'],
  ['azure-openai', 'azure'],
  ['openai-responses', 'openai'],
  ['vertex-ai', 'vertex_ai'],
])

/** Vendors that speak like OpenAI, by their address. */
const VENDORS: readonly (readonly [sign: RegExp, provider: string])[] = [
  [/\bopenrouter\.ai\b/, 'openrouter'],
  [/\bgroq\.com\b/, 'groq'],
  [/\btogether\.(?:ai|xyz)\b/, 'together'],
  [/\bfireworks\.ai\b/, 'fireworks'],
  [/\bdeepseek\.com\b/, 'deepseek'],
  [/\bmistral\.ai\b/, 'mistral'],
  [/\bcerebras\.ai\b/, 'cerebras'],
  [/\bx\.ai\b/, 'xai'],
  [/\bopenai\.com\b/, 'openai'],
]

/** Which model a client calls and where it runs. An unknown address that speaks like OpenAI is one's own machine. */
export function calledBy({ provider, model, address }: Written): Called {
  const name = PROVIDERS.get(provider) ?? provider
  const unresolved = unknowable(model, provider, address)
  if (unresolved !== null) return { model: `${name}/${model}`, deployment: 'on-demand', unresolved }
  const vendor = VENDORS.find(([sign]) => address !== null && sign.test(address))?.[1]
  const isOwn = provider === 'ollama' || (provider === 'openai-generic' && vendor === undefined)
  return {
    model: `${provider === 'openai-generic' ? (vendor ?? name) : name}/${model}`,
    deployment: isOwn ? 'self-hosted' : 'on-demand',
    unresolved: null,
  }
}

function unknowable(model: string, provider: string, address: string | null): string | null {
  if (model === '') return 'the client names no model'
  if (model.startsWith('env.')) return `the model comes from the environment variable ${model.slice(4, 100)}`
  const isHidden = provider === 'openai-generic' && address?.startsWith('env.') === true
  return isHidden ? `base_url comes from the environment variable ${address.slice(4, 100)}` : null
}
