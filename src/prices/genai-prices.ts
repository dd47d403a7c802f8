import { isObject } from './contract-check.ts'
import type { Fields } from './contract-check.ts'
import type { More, MoreMeter } from './meters.ts'
import type { SnapshotPrice } from './rows.ts'

/** Their price key → our meter, beside input, output and the cache. */
const METER_OF: Readonly<Record<string, MoreMeter>> = {
  cache_write_1h_mtok: 'cache_write_1h',
  output_reasoning_mtok: 'reasoning',
  output_citation_mtok: 'citation',
  input_audio_mtok: 'audio_input',
  cache_audio_read_mtok: 'audio_cache_read',
  output_audio_mtok: 'audio_output',
  input_image_mtok: 'image_input',
  cache_image_read_mtok: 'image_cache_read',
  output_image_mtok: 'image_output',
  input_video_mtok: 'video_input',
  output_video_mtok: 'video_output',
  requests_kcount: 'request',
  web_searches_kcount: 'web_search',
  storage_searches_kcount: 'file_search',
  input_document_kpages: 'document_page',
  input_annotated_document_kpages: 'annotated_page',
  input_text_messages_kcount: 'text_message',
  audio_hours: 'audio_hour',
  input_audio_hours: 'audio_hour_input',
}

/**
 * The dated prices of one model, tier by tier; none when any of them is free or not a number, because a cost
 * of zero must never come from a list of prices.
 * @param inputOnly embedding models have no output to pay
 */
export function genaiPrices(prices: unknown, inputOnly: boolean): readonly SnapshotPrice[] {
  const dated = datedPrices(prices)
  const priced = dated.every(
    ({ prices }) =>
      baseOf(prices['input_mtok']) > 0 && (inputOnly || baseOf(prices['output_mtok']) > 0) && isSound(prices),
  )
  return priced ? dated.flatMap(tiers) : []
}

type Dated = { readonly from: string | null; readonly prices: Fields }

/**
 * Prices by start date. A price for hours of the day belongs to the start date before it, and the dearest
 * hour wins: a check must not depend on when it runs.
 */
function datedPrices(prices: unknown): readonly Dated[] {
  if (isObject(prices)) return [{ from: null, prices }]
  const dated: Dated[] = []
  for (const entry of Array.isArray(prices) ? prices.filter(isObject) : []) {
    const constraint = isObject(entry['constraint']) ? entry['constraint'] : {}
    const candidate = isObject(entry['prices']) ? entry['prices'] : {}
    const start = constraint['start_date']
    const hours = 'start_time' in constraint ? dated.pop() : undefined
    if (hours) dated.push({ from: hours.from, prices: dearer(hours.prices, candidate) })
    else dated.push({ from: typeof start === 'string' ? start : null, prices: candidate })
  }
  return dated
}

const dearer = (a: Fields, b: Fields) =>
  baseOf(b['input_mtok']) + baseOf(b['output_mtok']) > baseOf(a['input_mtok']) + baseOf(a['output_mtok'])
    ? b
    : a

const baseOf = (price: unknown) => Number(isObject(price) ? price['base'] : (price ?? 0))

/** Every price is a number, or a base with tiers of numbers. */
const isSound = (prices: Fields) =>
  Object.values(prices).every(
    price =>
      price == null ||
      (isPrice(baseOf(price)) && tiersOf(price).every(tier => isPrice(tier.start) && isPrice(tier.price))),
  )

const isPrice = (value: number) => Number.isFinite(value) && value >= 0

const tiersOf = (price: unknown) =>
  isObject(price) && Array.isArray(price['tiers'])
    ? price['tiers']
        .filter(isObject)
        .map(tier => ({ start: Number(tier['start']), price: Number(tier['price']) }))
    : []

function tiers({ from, prices }: Dated): SnapshotPrice[] {
  const starts = Object.values(prices).flatMap(price => tiersOf(price).map(tier => tier.start))
  return [...new Set([0, ...starts])]
    .toSorted((a, b) => a - b)
    .map(above => {
      const more = moreAbove(prices, above)
      return {
        effective_from: from,
        above,
        input: priceAbove(prices['input_mtok'], above) ?? 0,
        output: priceAbove(prices['output_mtok'], above) ?? 0,
        cache_read: priceAbove(prices['cache_read_mtok'], above),
        cache_write: priceAbove(prices['cache_write_mtok'], above),
        ...(Object.keys(more).length > 0 ? { more } : {}),
      }
    })
}

const moreAbove = (prices: Fields, above: number): More =>
  Object.fromEntries(
    Object.entries(METER_OF).flatMap(([key, meter]) => {
      const price = priceAbove(prices[key], above)
      return price === null ? [] : [[meter, price]]
    }),
  )

function priceAbove(price: unknown, above: number): number | null {
  if (price == null) return null
  const [reached] = tiersOf(price)
    .filter(tier => tier.start <= above)
    .toSorted((a, b) => b.start - a.start)
  return rounded(reached?.price ?? baseOf(price))
}

/** 0.19999999999999998 is 0.2: no provider prints more than nine decimals. */
const rounded = (price: number) => Number(price.toFixed(9))
