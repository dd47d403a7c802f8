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
  const { overrides, snapshot, capacity } = files
  // Newer prices of machines do not make the prices of models younger: each list has its own date.
  const asOf = newestDate([snapshot, ...overrides.prices])
  const editionOf = (rows: readonly Dated[]) => ({ date: files.date, asOf: newestDate(rows) })
  const catalog = openCatalog(files, rates.models)
  const book = {
    model: modelPrices(catalog, overrides, { date: files.date, asOf }),
    capacity: capacityPrices(capacity.capacity, rates.capacity, editionOf(capacity.capacity)),
    rerank: rerankPrices(overrides.rerank, rates.rerank, editionOf(overrides.rerank)),
    asOf,
    stale: daysBetween(asOf, files.date) > STALE_AFTER_DAYS,
  }
  return { book, diagnostics }
}

const STALE_AFTER_DAYS = 45

type Dated = { readonly as_of: string }

function newestDate(rows: readonly Dated[]): string {
  const dates = rows.map(row => row.as_of).filter(date => /^\d{4}-\d\d-\d\d$/.test(date))
  return dates.toSorted().at(-1) ?? 'unknown'
}

/** NaN for an unknown date, which is older than nothing. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
