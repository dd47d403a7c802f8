import { openBook } from './open.ts'
import type { OpenedBook, PriceText } from './open.ts'

/**
 * The price book for one day, from the price files of this version and what the tree says about prices.
 * The price files are read here and not before, so that a run that prices nothing does not pay for them.
 * @param date YYYY-MM-DD
 * @param contract `.unitcost/prices.json`
 * @param fetched `.unitcost/price-book.json`, as `unitcost prices update` wrote it
 */
export async function loadBook(
  date: string,
  contract: PriceText | null,
  fetched: PriceText | null = null,
): Promise<OpenedBook> {
  const { embedded } = await import('./embedded.ts')
  return openBook({ date, contract, fetched, ...embedded })
}
