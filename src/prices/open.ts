import type { Diagnostic } from '../model/diagnostic.ts'
import type { PriceBook } from './book.ts'
import { capacityPrices } from './capacity.ts'
import { openCatalog } from './catalog.ts'
import { readContract } from './contract.ts'
import { modelPrices } from './models.ts'
import { rerankPrices } from './rerank.ts'
import type { PriceFiles } from './rows.ts'

/** `.unitcost/prices.json` of the tree whose policy applies. */
export type ContractFile = { readonly path: string; readonly text: string }

export type OpenedBook = { readonly book: PriceBook; readonly diagnostics: readonly Diagnostic[] }

/**
 * A price book that answers for one day. Contract rates win over overrides, overrides over the snapshot.
 * A contract file with an error in it is not used at all: half of it would be a third price list.
 * @param files.date YYYY-MM-DD; prices that start later do not exist yet
 */
export function openBook(
  files: PriceFiles & { readonly date: string; readonly contract: ContractFile | null },
): OpenedBook {
  const { rates, diagnostics } = readContract(files.contract)
  const asOf = newestDate(files)
  const edition = { date: files.date, asOf }
  const catalog = openCatalog(files, rates.models)
  const book = {
    model: modelPrices(catalog, files.overrides, edition),
    capacity: capacityPrices(files.capacity.capacity, rates.capacity, edition),
    rerank: rerankPrices(files.overrides.rerank, rates.rerank, edition),
    asOf,
    stale: daysBetween(asOf, files.date) > STALE_AFTER_DAYS,
  }
  return { book, diagnostics }
}

const STALE_AFTER_DAYS = 45

function newestDate({ snapshot, overrides, capacity }: PriceFiles): string {
  const rows = [snapshot, ...overrides.prices, ...overrides.rerank, ...capacity.capacity]
  const dates = rows.map(row => row.as_of).filter(date => /^\d{4}-\d\d-\d\d$/.test(date))
  return dates.toSorted().at(-1) ?? 'unknown'
}

/** NaN for an unknown date, which is older than nothing. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
