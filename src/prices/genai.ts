import { isObject } from './contract-check.ts'
import type { Fields } from './contract-check.ts'
import { genaiPrices } from './genai-prices.ts'
import type { SnapshotRow } from './rows.ts'

/** genai-prices provider → ours. Vendors of models and hosts that bill by the token. */
const PROVIDERS: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  aws: 'bedrock',
  azure: 'azure',
  cerebras: 'cerebras',
  cohere: 'cohere',
  deepseek: 'deepseek',
  fireworks: 'fireworks',
  google: 'google',
  groq: 'groq',
  minimax: 'minimax',
  mistral: 'mistral',
  moonshotai: 'moonshot',
  openai: 'openai',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  together: 'together',
  voyageai: 'voyage',
  'x-ai': 'xai',
  zai: 'zai',
}

export const GENAI_PROVIDERS = Object.keys(PROVIDERS)

/**
 * Rows of the price book from the provider list of genai-prices, sorted. What is not of the expected shape,
 * is free, or is not paid by the token is left out: a price must never come from a guess.
 * Format: https://github.com/pydantic/genai-prices/blob/main/prices/new_data/v2/data.schema.json
 */
export function genaiRows(
  providers: unknown,
  cited: { readonly as_of: string; readonly source: string },
): readonly SnapshotRow[] {
  const rows = listOf(providers).flatMap(provider => {
    const ours = Object.hasOwn(PROVIDERS, String(provider['id']))
      ? PROVIDERS[String(provider['id'])]
      : undefined
    return ours === undefined ? [] : listOf(provider['models']).flatMap(model => modelRow(ours, model, cited))
  })
  return rows.toSorted((a, b) => compare(a.provider, b.provider) || compare(a.id, b.id))
}

const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isObject) : [])

function modelRow(
  provider: string,
  model: Fields,
  { as_of, source }: { readonly as_of: string; readonly source: string },
): SnapshotRow[] {
  const { id, match, context_window: context, deprecated, price_comments: comments, prices } = model
  if (
    typeof id !== 'string' ||
    (typeof comments === 'string' && comments.includes('Imported from OpenRouter'))
  )
    return []
  const dated = genaiPrices(prices, id.includes('embed') || id.startsWith('voyage'))
  if (dated.length === 0) return []
  const aliases = [...new Set(exactIds(match, DEEPEST))].filter(alias => alias !== id).toSorted(compare)
  return [
    {
      provider,
      id,
      aliases,
      context: typeof context === 'number' ? context : null,
      deprecated: deprecated === true,
      as_of,
      source,
      prices: dated,
    },
  ]
}

/** Ids that a match clause names in full. Prefixes and patterns would price models nobody has priced. */
function exactIds(match: unknown, depth: number): readonly string[] {
  if (!isObject(match) || depth === 0) return []
  if (typeof match['equals'] === 'string') return [match['equals']]
  return Array.isArray(match['or']) ? match['or'].flatMap(clause => exactIds(clause, depth - 1)) : []
}

/** The list nests `or` once; a fetched text may nest it a million times. */
const DEEPEST = 5

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
