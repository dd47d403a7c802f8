import { readFileSync, writeFileSync } from 'node:fs'
import type { DetailRow, Multiplier } from '../src/prices/details.ts'
import { embedded } from '../src/prices/embedded.ts'
import { openCatalog } from '../src/prices/catalog.ts'

/**
 * Writes `pricing/details.json` from LiteLLM's public price map: what the snapshot has no room or no source for.
 * `node scripts/generate-price-details.ts model_prices_and_context_window.json YYYY-MM-DD`
 * https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json
 */
const FILE = new URL('../pricing/details.json', import.meta.url)
const SOURCE = 'LiteLLM price map'

/** Their provider → the prefix that our names have. */
const PREFIX: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  azure: 'azure',
  bedrock: 'bedrock',
  bedrock_converse: 'bedrock',
  cerebras: 'cerebras',
  cohere: 'cohere',
  cohere_chat: 'cohere',
  deepseek: 'deepseek',
  fireworks_ai: 'fireworks',
  gemini: 'google',
  groq: 'groq',
  minimax: 'minimax',
  mistral: 'mistral',
  moonshot: 'moonshot',
  openai: 'openai',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  together_ai: 'together',
  'vertex_ai-anthropic_models': 'google',
  'vertex_ai-language-models': 'google',
  voyage: 'voyage',
  xai: 'xai',
  zai: 'zai',
}

/** A dated id of theirs is the model itself; elsewhere it is one version of it, with an end of its own. */
const ONE_VERSION = new Set(['anthropic', 'bedrock', 'google'])

const withoutEnd = (row: DetailRow): DetailRow => {
  const { retires, ...rest } = row
  return retires === undefined ? row : rest
}

type Entry = Readonly<Record<string, unknown>>

/** One row for every model of the snapshot that the map knows more about, sorted. */
export function detailRows(map: Readonly<Record<string, Entry>>, asOf: string): readonly DetailRow[] {
  const catalog = openCatalog(embedded, { contract: [], fetched: null })
  const listed = new Set(embedded.snapshot.models.map(({ provider, id }) => `${provider}/${id}`))
  const rows = new Map<string, DetailRow>()
  for (const [name, entry] of Object.entries(map)) {
    const prefix = PREFIX[String(entry['litellm_provider'])]
    const id = name.replace(new RegExp(`^(?:${String(entry['litellm_provider']).split('-')[0]})/`), '')
    if (prefix === undefined) continue
    const exact = `${prefix}/${id}`
    const [quote] = catalog.find(exact).quotes
    if (quote?.provider !== prefix) continue
    const key = `${quote.provider}/${quote.id}`
    if (!listed.has(key)) continue
    const row = { provider: prefix, id: quote.id, ...known(entry), as_of: asOf, source: SOURCE }
    if (key === exact) rows.set(key, { ...rows.get(key), ...row })
    else rows.set(key, { ...(ONE_VERSION.has(prefix) ? row : withoutEnd(row)), ...rows.get(key) })
  }
  return [...rows.values()]
    .filter(row => Object.keys(row).length > 4)
    .toSorted((a, b) => (`${a.provider}/${a.id}` < `${b.provider}/${b.id}` ? -1 : 1))
}

function known(entry: Entry): Partial<DetailRow> {
  const { max_input_tokens: context, max_output_tokens: output, deprecation_date: retires } = entry
  const tiers = {
    batch: multiplier(entry, 'batches', cheaper),
    flex: multiplier(entry, 'flex', cheaper),
    priority: multiplier(entry, 'priority', dearer),
  }
  return {
    ...(isCount(context) ? { context } : {}),
    ...(isCount(output) && output !== context ? { max_output: output } : {}),
    ...(typeof retires === 'string' ? { retires } : {}),
    ...Object.fromEntries(Object.entries(tiers).filter(([, value]) => value !== null)),
  }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0

/**
 * A tier as a part of the standard price of the same day: the standard price may change, the discount rarely.
 * Two numbers where input and output differ.
 */
function multiplier(entry: Entry, tier: string, isPlausible: (ratio: number) => boolean): Multiplier | null {
  const ratio = (meter: string) => Number(entry[`${meter}_${tier}`]) / Number(entry[meter])
  const [input, output] = [ratio('input_cost_per_token'), ratio('output_cost_per_token')].map(rounded)
  if (input === undefined || output === undefined || !isPlausible(input)) return null
  return input === output || !isPlausible(output) ? input : [input, output]
}

/** A slip in their map (a priority tier at 50 times the price) must not become ours. */
const cheaper = (ratio: number) => ratio > 0 && ratio < 1
const dearer = (ratio: number) => ratio > 1 && ratio <= 6

/** Some of their prices are rounded: 0.52 of $0.25 is half of it. */
const rounded = (ratio: number) => Number((Math.round(ratio * 20) / 20).toFixed(2))

function main([file, asOf]: readonly string[]) {
  if (file === undefined || !/^\d{4}-\d\d-\d\d$/.test(asOf ?? ''))
    throw new Error('usage: node scripts/generate-price-details.ts PRICE_MAP.json YYYY-MM-DD')
  const rows = detailRows(JSON.parse(readFileSync(file, 'utf8')), String(asOf))
  writeFileSync(FILE, `{"models":[\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n]}\n`)
}

if (import.meta.main) main(process.argv.slice(2))
