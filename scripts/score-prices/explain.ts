import { pricesOn } from '../../src/prices/models.ts'
import type { SnapshotPrice } from '../../src/prices/rows.ts'
import type { Sheet, Sheets } from '../../src/prices/sheets.ts'

export type Recording = {
  readonly id: string
  readonly provider: string
  readonly model: string
  /** YYYY-MM-DD, where it is known. */
  readonly date?: string
  /** The body as it was sent. */
  readonly request?: unknown
  readonly usage: {
    readonly input: number
    readonly output: number
    readonly cached?: number
    readonly cache_write?: number
    readonly cost_usd?: number
  }
}

/** How a charge compares with the cost of the recorded usage, `usd`, at the price that comes closest. */
export type Explanation =
  | { readonly kind: 'within' | 'hidden' | 'host' | 'off'; readonly usd: number; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string }

/** Within 1 %, or charged for something else that the book has a price for, or a difference of its own. */
export function explain(recording: Recording, sheets: Sheets): Explanation {
  const sheet = sheets.sheet(`${recording.provider}/${recording.model}`)
  if (sheet === null) return { kind: 'unknown', words: 'no such model in the book' }
  const charged = recording.usage.cost_usd ?? 0
  const costs = candidates(recording, sheet, sheets)
    .map(tiers => costOf(recording, tiers))
    .toSorted((a, b) => Math.abs(a.usd - charged) - Math.abs(b.usd - charged))
  const [closest] = costs
  if (closest === undefined) return { kind: 'unknown', words: 'no price on that day' }
  if (Math.abs(closest.usd - charged) <= 0.01 * charged)
    return { kind: 'within', usd: closest.usd, words: '' }
  for (const cost of costs) {
    const words = hiddenWrite(recording, cost) ?? hiddenFee(charged - cost.usd, sheet, recording)
    if (words !== null) return { kind: 'hidden', usd: cost.usd, words }
  }
  return { kind: sheet.manyHosts ? 'host' : 'off', usd: closest.usd, words: '' }
}

/**
 * The prices that may have applied: of the day, else of every first day that the book knows. A router passes
 * the price of the vendor on, whose list has a longer memory.
 */
function candidates(
  { date, provider, model }: Recording,
  sheet: Sheet,
  sheets: Sheets,
): readonly (readonly SnapshotPrice[])[] {
  const vendor = provider === 'openrouter' ? sheets.sheet(model) : null
  const quotes = [...sheet.quotes.slice(0, 1), ...(vendor?.quotes.slice(0, 1) ?? [])]
  return quotes.flatMap(({ prices }) => {
    const days = date === undefined ? [...new Set(prices.map(price => price.effective_from ?? ''))] : [date]
    return days.map(day => pricesOn(prices, day)).filter(tiers => tiers.length > 0)
  })
}

type Cost = { readonly usd: number; readonly tier: SnapshotPrice | undefined }

function costOf({ usage }: Recording, tiers: readonly SnapshotPrice[]): Cost {
  const { input, output, cached = 0, cache_write: written = 0 } = usage
  const tier = tiers.findLast(({ above }) => input > above) ?? tiers[0]
  if (tier === undefined) return { usd: 0, tier }
  const parts = [
    (input - cached - written) * tier.input,
    cached * (tier.cache_read ?? tier.input),
    written * (tier.cache_write ?? tier.input),
    output * tier.output,
  ]
  return { usd: parts.reduce((sum, part) => sum + part, 0) / 1e6, tier }
}

/** The rest is a whole number of tokens at what a cache write costs more than input. */
function hiddenWrite({ usage }: Recording, { usd, tier }: Cost): string | null {
  const extra = (tier?.cache_write ?? 0) - (tier?.input ?? 0)
  if (extra <= 0) return null
  const written = (((usage.cost_usd ?? 0) - usd) * 1e6) / extra
  const whole = Math.round(written)
  if (whole < 1 || whole > usage.input || Math.abs(written - whole) > 0.005) return null
  return `${whole} tokens written to the cache`
}

/** The rest is a few times a fee of the provider for something that the request asks for. */
function hiddenFee(rest: number, { fees }: Sheet, { request }: Recording): string | null {
  const sent = JSON.stringify(request ?? null)
  for (const { what, usd, per } of fees) {
    if (!sent.includes(what.includes('search') ? 'search' : '"file"')) continue
    const times = (rest * 1000) / usd
    const whole = Math.round(times)
    if (whole >= 1 && whole <= 20 && Math.abs(times - whole) < 0.001)
      return `${whole} × ${what} at $${usd} / ${per}`
  }
  return null
}
