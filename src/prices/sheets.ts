import type { Diagnostic } from '../model/diagnostic.ts'
import { openCatalog } from './catalog.ts'
import { readContract } from './contract.ts'
import { loadDetails } from './details.ts'
import type { DetailRow, FeeRow } from './details.ts'
import { readFetched } from './fetched.ts'
import type { FetchedList } from './fetched.ts'
import type { PriceText } from './open.ts'
import type { PriceFiles, RegionRow } from './rows.ts'
import { withoutScope } from './names.ts'
import type { Quote } from './shelf.ts'
import { suggestNames } from './suggest.ts'
import { hasManyHosts, cachedPrefixes } from './terms.ts'

/** All that the price book knows about one model, for people. */
export type Sheet = {
  /** `openai/gpt-4o` */
  readonly id: string
  readonly aliases: readonly string[]
  /** By precedence: the first that has begun on the day applies, the others are overridden. */
  readonly quotes: readonly Quote[]
  readonly minimumPrefix: number
  /** Of the provider's batch interface, as an estimate applies it; null when none is known. */
  readonly batch: number | null
  readonly regions: readonly RegionRow[]
  /** The price is that of one host of many. */
  readonly manyHosts: boolean
  readonly detail: DetailRow | null
  readonly fees: readonly FeeRow[]
}

export type Sheets = {
  /** Null for a name that nothing is listed under. */
  readonly sheet: (model: string) => Sheet | null
  readonly suggestions: (model: string) => readonly string[]
  readonly files: PriceFiles
  readonly fees: readonly FeeRow[]
  readonly fetched: FetchedList | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Opens the price book to be read by people: the same files and the same precedence as an estimate has. */
export async function openSheets(tree: {
  readonly contract: PriceText | null
  readonly fetched: PriceText | null
}): Promise<Sheets> {
  const [{ embedded: files }, details] = await Promise.all([import('./embedded.ts'), loadDetails()])
  const contract = readContract(tree.contract)
  const fetched = readFetched(tree.fetched)
  const catalog = openCatalog(files, { contract: contract.rates.models, fetched: fetched.list })
  const { batch, regions } = files.overrides
  return {
    files,
    fees: details.fees,
    fetched: fetched.list,
    diagnostics: [...contract.diagnostics, ...fetched.diagnostics],
    suggestions: model => suggestNames(model, catalog.names()),
    sheet: model => {
      const { provider, quotes } = catalog.find(model)
      const [first] = quotes
      if (first === undefined) return null
      const isOf = (row: { readonly provider: string }) => row.provider === provider
      const key = `${first.provider}/${first.id}`
      return {
        id: withoutScope(provider === null ? first.id : `${provider}/${first.id}`),
        aliases: catalog.aliasesOf(key),
        quotes,
        minimumPrefix: cachedPrefixes(files.overrides, provider, first.id).minimum,
        batch: batch.find(isOf)?.multiplier ?? null,
        regions: regions.filter(row => isOf(row) && first.id.startsWith(row.family)),
        manyHosts: hasManyHosts(files.overrides, first),
        detail: details.models.find(row => `${row.provider}/${row.id}` === key) ?? null,
        fees: details.fees.filter(isOf),
      }
    },
  }
}

/** Input tokens that fit, as the first source says that knows. */
export const contextOf = ({ quotes, detail }: Sheet): number | null =>
  quotes.find(({ context }) => context !== null)?.context ?? detail?.context ?? null
