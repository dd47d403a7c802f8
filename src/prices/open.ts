import type { Diagnostic } from '../model/diagnostic.ts'
import { acceleratorPrices } from './accelerator.ts'
import type { PriceBook } from './book.ts'
import { capacityPrices } from './capacity.ts'
import { openCatalog } from './catalog.ts'
import { readContract } from './contract.ts'
import { readFetched } from './fetched.ts'
import { hardwareOf } from './hardware.ts'
import { modelPrices } from './models.ts'
import { rerankPrices } from './rerank.ts'
import type { PriceFiles } from './rows.ts'

/** `.unitcost/prices.json` or `.unitcost/price-book.json` of the tree whose policy applies. */
export type PriceText = { readonly path: string; readonly text: string }

export type OpenedBook = { readonly book: PriceBook; readonly diagnostics: readonly Diagnostic[] }

/**
 * A price book that answers for one day. Contract rates win over the fetched list, that over overrides, and those
 * over the snapshot.
 * A contract file with an error in it is not used at all: half of it would be a third price list.
 * @param files.date YYYY-MM-DD; prices that start later do not exist yet
 */
export function openBook(
  files: PriceFiles & {
    readonly date: string
    readonly contract: PriceText | null
    readonly fetched: PriceText | null
  },
): OpenedBook {
  const { rates, diagnostics } = readContract(files.contract)
  const { list, diagnostics: listProblems } = readFetched(files.fetched)
  const { overrides, snapshot, capacity } = files
  // Newer prices of machines do not make the prices of models younger: each list has its own date.
  const asOf = newestDate([
    snapshot,
    ...overrides.prices,
    ...(list === null ? [] : [{ as_of: list.fetched_at }]),
  ])
  const editionOf = (rows: readonly Dated[]) => ({ date: files.date, asOf: newestDate(rows) })
  const catalog = openCatalog(files, { contract: rates.models, fetched: list })
  const book = {
    model: modelPrices(catalog, overrides, { date: files.date, asOf }),
    capacity: capacityPrices(capacity.capacity, rates.capacity, editionOf(capacity.capacity)),
    accelerator: acceleratorPrices(capacity.capacity),
    hardware: hardwareOf(files.hardware.accelerators),
    rerank: rerankPrices(overrides.rerank, rates.rerank, editionOf(overrides.rerank)),
    asOf,
    stale: daysBetween(asOf, files.date) > STALE_AFTER_DAYS,
  }
  return { book, diagnostics: [...diagnostics, ...listProblems] }
}

const STALE_AFTER_DAYS = 45

type Dated = { readonly as_of: string }

function newestDate(rows: readonly Dated[]): string {
  const dates = rows.map(row => row.as_of).filter(date => /^\d{4}-\d\d-\d\d$/.test(date))
  return dates.toSorted().at(-1) ?? 'unknown'
}

/** NaN for an unknown date, which is older than nothing. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
