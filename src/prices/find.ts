import { readModelName } from './names.ts'
import { has, quotesOf } from './shelf.ts'
import type { Quote, Shelf } from './shelf.ts'

/** Quotes for a model by precedence, and the provider that was meant; none for an unknown name. */
export type Found = { readonly provider: string | null; readonly quotes: readonly Quote[] }

/** Exact names only. Rates of a contract with OpenAI do not hold for the same model on Azure. */
export function find(shelf: Shelf, model: string): Found {
  if (model.length > LONGEST_NAME) return { provider: null, quotes: [] }
  const { provider, ids } = readModelName(model)
  const literal = quotesOf(shelf, model)
  if (literal.length > 0) return { provider, quotes: literal }
  if (provider === null) {
    const key = bareKey(shelf, ids)
    return { provider: key?.split('/')[0] ?? null, quotes: key === null ? [] : quotesOf(shelf, key) }
  }
  const key = keysOf([provider, ...(SOLD_BY[provider] ?? [])], ids).find(key => has(shelf, key))
  const quotes = key === undefined ? [] : quotesOf(shelf, key)
  const own = key?.startsWith(`${provider}/`) ?? false
  return { provider, quotes: own ? quotes : quotes.filter(quote => quote.layer !== 'contract') }
}

/** Names come from pull requests: longer ones are no names. */
const LONGEST_NAME = 300

/** Hosts that sell the models of others at their list price. */
const SOLD_BY: Readonly<Record<string, readonly string[]>> = {
  azure: ['openai', 'anthropic', 'deepseek', 'xai', 'mistral', 'cohere'],
  google: ['anthropic'],
}

export const keysOf = (providers: readonly string[], ids: readonly string[]) =>
  ids.flatMap(id => providers.map(provider => `${provider}/${id}`))

/** Those who make models, in the order in which a name without a provider is looked for. */
const VENDORS = [
  'anthropic',
  'openai',
  'google',
  'mistral',
  'cohere',
  'deepseek',
  'xai',
  'voyage',
  'perplexity',
  'moonshot',
  'zai',
  'minimax',
]
const RESELLERS = ['azure', 'cerebras', 'fireworks', 'groq', 'together']

/** The model's own vendor, else the only host that has it: two hosts have two prices. */
export function bareKey(shelf: Shelf, ids: readonly string[]): string | null {
  const bare = ids.filter(id => !id.includes('/'))
  const vendor = keysOf(VENDORS, bare).find(key => has(shelf, key))
  if (vendor !== undefined) return vendor
  const [only = null, ...more] = keysOf(RESELLERS, bare).filter(key => has(shelf, key))
  return more.length > 0 ? null : only
}
