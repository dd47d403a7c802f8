import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findProvider } from '@pydantic/genai-prices'
import type { ConditionalPrice, MatchLogic, ModelInfo, ModelPrice } from '@pydantic/genai-prices'
import type { SnapshotPrice, SnapshotRow } from '../src/prices/rows.ts'

/** The installed package has no date inside: it is the day of this version's release. */
const RELEASE = { version: '0.1.8', date: '2026-09-23' }
const SOURCE = `genai-prices ${RELEASE.version}`
const FILE = new URL('../pricing/models.snapshot.json', import.meta.url)

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

/** Meters that a price per text token cannot express: without them the model would look too cheap. */
const INEXPRESSIBLE = [
  'output_audio_mtok',
  'output_citation_mtok',
  'output_image_mtok',
  'output_reasoning_mtok',
  'output_video_mtok',
  'requests_kcount',
]

/**
 * The text of `pricing/models.snapshot.json`, one model per line, sorted, the same for the same package.
 * @throws Error when another version of genai-prices is installed than the one whose date is known here
 */
export function snapshotText(): string {
  checkRelease()
  const rows = Object.entries(PROVIDERS).flatMap(([id, provider]) => providerRows(id, provider))
  const lines = rows
    .toSorted((a, b) => compare(a.provider, b.provider) || compare(a.id, b.id))
    .map(row => JSON.stringify(row))
  return `{"as_of":"${RELEASE.date}","source":"${SOURCE}","models":[\n${lines.join(',\n')}\n]}\n`
}

function checkRelease() {
  const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices')
  const manifest: { version?: string } = JSON.parse(
    readFileSync(new URL('../package.json', `file://${entry}`), 'utf8'),
  )
  if (manifest.version !== RELEASE.version)
    throw new Error(`genai-prices ${manifest.version} is installed: set RELEASE to its version and date`)
}

function providerRows(genaiId: string, provider: string): SnapshotRow[] {
  const models = findProvider({ providerId: genaiId })?.models ?? []
  return models.filter(isPriced).map(model => ({
    provider,
    id: model.id,
    aliases: exactIds(model.match)
      .filter(id => id !== model.id)
      .toSorted(compare),
    context: model.context_window ?? null,
    deprecated: model.deprecated ?? false,
    as_of: RELEASE.date,
    source: SOURCE,
    prices: datedPrices(model.prices).flatMap(tiers),
  }))
}

/** Free models are left out, too: a cost of zero must never come from a list of prices. */
function isPriced(model: ModelInfo): boolean {
  if (model.price_comments?.includes('Imported from OpenRouter')) return false
  return datedPrices(model.prices).every(({ prices }) => {
    const embedding = model.id.includes('embed') || model.id.startsWith('voyage')
    const output = embedding ? 1 : baseOf(prices['output_mtok'])
    return baseOf(prices['input_mtok']) > 0 && output > 0 && !INEXPRESSIBLE.some(meter => meter in prices)
  })
}

/** Ids that a match clause names in full. Prefixes and patterns would price models nobody has priced. */
function exactIds(match: MatchLogic): string[] {
  if ('equals' in match) return [match.equals]
  return 'or' in match ? [...new Set(match.or.flatMap(exactIds))] : []
}

type Dated = { readonly from: string | null; readonly prices: ModelPrice }

/**
 * Prices by start date. A price for hours of the day belongs to the start date before it, and the dearest
 * hour wins: a check must not depend on when it runs.
 */
function datedPrices(prices: ConditionalPrice[] | ModelPrice): Dated[] {
  if (!Array.isArray(prices)) return [{ from: null, prices }]
  const dated: Dated[] = []
  for (const { constraint, prices: candidate } of prices) {
    const hours = constraint?.type === 'time_of_date' ? dated.pop() : undefined
    if (hours) dated.push({ from: hours.from, prices: dearer(hours.prices, candidate) })
    else dated.push({ from: startOf(constraint), prices: candidate })
  }
  return dated
}

const startOf = (constraint: ConditionalPrice['constraint']) =>
  constraint?.type === 'start_date' ? constraint.start_date : null

const dearer = (a: ModelPrice, b: ModelPrice) =>
  baseOf(b['input_mtok']) + baseOf(b['output_mtok']) > baseOf(a['input_mtok']) + baseOf(a['output_mtok'])
    ? b
    : a

function tiers({ from, prices }: Dated): SnapshotPrice[] {
  const metered = ['input_mtok', 'output_mtok', 'cache_read_mtok', 'cache_write_mtok'].map(key => prices[key])
  const starts = metered.flatMap(price =>
    typeof price === 'object' ? price.tiers.map(tier => tier.start) : [],
  )
  return [...new Set([0, ...starts])]
    .toSorted((a, b) => a - b)
    .map(above => ({
      effective_from: from,
      above,
      input: priceAbove(prices['input_mtok'], above) ?? 0,
      output: priceAbove(prices['output_mtok'], above) ?? 0,
      cache_read: priceAbove(prices['cache_read_mtok'], above),
      cache_write: priceAbove(prices['cache_write_mtok'], above),
    }))
}

function priceAbove(price: ModelPrice[string], above: number): number | null {
  if (price === undefined) return null
  if (typeof price === 'number') return rounded(price)
  const reached = price.tiers.filter(tier => tier.start <= above).toSorted((a, b) => b.start - a.start)
  return rounded(reached[0]?.price ?? price.base)
}

const baseOf = (price: ModelPrice[string]) => (typeof price === 'object' ? price.base : (price ?? 0))

/** 0.19999999999999998 is 0.2: no provider prints more than nine decimals. */
const rounded = (price: number) => Number(price.toFixed(9))

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

function main(check: boolean) {
  const text = snapshotText()
  if (!check) return writeFileSync(FILE, text)
  if (readFileSync(FILE, 'utf8') === text) return
  console.error('pricing/models.snapshot.json is not what this script makes: run it without --check')
  process.exitCode = 1
}

if (import.meta.main) main(process.argv.includes('--check'))
