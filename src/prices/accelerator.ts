import { acceleratorFamily } from '../model/accelerator.ts'
import { usdPerHour } from '../units.ts'
import type { PriceBook } from './book.ts'
import { placeOf } from './capacity.ts'
import { missing } from './missing.ts'
import type { CapacityRow } from './rows.ts'

/**
 * The price of one accelerator of a machine that is not named: the cheapest machine of the provider that has it,
 * divided by how many it has. An assumption, and the answer names the machine.
 */
export function acceleratorPrices(rows: readonly CapacityRow[]): PriceBook['accelerator'] {
  return asked => {
    const { provider, region } = placeOf(asked)
    const family = acceleratorFamily(asked.accelerator)
    const offered = rows.flatMap(row => {
      const fits =
        row.provider === provider &&
        row.pricing === asked.pricing &&
        row.gpu !== null &&
        acceleratorFamily(row.gpu) === family &&
        (row.region === region || row.region === null)
      if (!fits || family === null || row.usd_per_hour === null || !row.gpu_count) return []
      return [{ row, each: row.usd_per_hour / row.gpu_count }]
    })
    const [cheapest] = offered.toSorted((a, b) => a.each - b.each || (a.row.sku < b.row.sku ? -1 : 1))
    if (cheapest === undefined)
      return missing(
        `no ${asked.pricing === 'spot' ? 'spot' : 'on-demand'} price of a machine with ${asked.accelerator} at ${provider}${region === null ? '' : ` in ${region}`} is known`,
      )
    const { row, each } = cheapest
    return {
      kind: 'found',
      perUnitHour: usdPerHour(each),
      gpus: 1,
      gpu: row.gpu,
      sku: row.sku,
      region: row.region,
      regionAssumed: asked.region === null && row.region !== null,
      note: row.note,
      source: row.source,
      asOf: row.as_of,
    }
  }
}
