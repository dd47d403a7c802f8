import type { ServingHardware } from '../../bench/gpu/serving-hardware.ts'
import type { PriceBook } from '../../prices/book.ts'
import { usd } from '../../words/money.ts'

export type HourlyPrice = {
  /** Of all accelerators together. */
  readonly usd: number
  /** Where it is from. */
  readonly words: string
}

/**
 * What the hardware costs per hour: as declared, else at the cloud where a machine with it is cheapest. Null: not
 * known.
 */
export function hourlyPrice(
  hardware: ServingHardware | null,
  declared: number | null,
  book: Pick<PriceBook, 'accelerator'>,
): HourlyPrice | null {
  if (hardware === null) return null
  const { sku, count } = hardware
  if (declared !== null)
    return { usd: declared * count, words: `${count} × ${usd(declared)}/hour as declared` }
  const offers = CLOUDS.flatMap(provider => {
    const found = book.accelerator({ provider, region: null, pricing: 'on_demand', accelerator: sku })
    return found.kind === 'found' ? [{ ...found, provider }] : []
  })
  const [offer] = offers.toSorted((a, b) => a.perUnitHour - b.perUnitHour)
  if (offer === undefined) return null
  const place = offer.region === null ? '' : `, ${offer.region}`
  const asOf = offer.asOf === 'unknown' ? '' : ` (as of ${offer.asOf})`
  return {
    usd: offer.perUnitHour * count,
    words: `${count} × ${usd(offer.perUnitHour)}/hour, a share of ${offer.provider} ${offer.sku} on demand${place}${asOf}; yours may differ: --usd-per-gpu-hour`,
  }
}

const CLOUDS: readonly string[] = ['aws', 'azure', 'gcp']
