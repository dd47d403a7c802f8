import type { SnapshotPrice } from './rows.ts'

/** What one source says about the price of one model. */
export type Quote = {
  readonly layer: 'contract' | 'fetched' | 'override' | 'snapshot'
  /** Null for a model of an unknown provider, which only a contract can price. */
  readonly provider: string | null
  readonly id: string
  readonly context: number | null
  readonly prices: readonly SnapshotPrice[]
  readonly source: string
  readonly asOf: string
  /** What the source says about the price in words. */
  readonly note: string | null
  /** True where the provider has announced the end of the model. */
  readonly deprecated: boolean
}

/** Quotes by `provider/id`, and further names of the same models. Filled once, then only read. */
export type Shelf = { readonly quotes: Map<string, Quote[]>; readonly aliases: Map<string, string> }

export const has = ({ quotes, aliases }: Shelf, key: string) => quotes.has(key) || aliases.has(key)

export function add({ quotes }: Shelf, key: string, quote: Quote) {
  const list = quotes.get(key)
  if (list) list.push(quote)
  else quotes.set(key, [quote])
}

const RANK: Readonly<Record<Quote['layer'], number>> = { contract: 0, fetched: 1, override: 2, snapshot: 3 }

/** By precedence, the newest first; also the quotes of the model that the name is an alias of. */
export function quotesOf({ quotes, aliases }: Shelf, key: string): readonly Quote[] {
  const own = quotes.get(key) ?? []
  const model = aliases.get(key)
  const all = model === undefined ? own : [...own, ...(quotes.get(model) ?? [])]
  return all.toSorted((a, b) => RANK[a.layer] - RANK[b.layer] || -compare(startOf(a), startOf(b)))
}

const startOf = (quote: Quote) => quote.prices[0]?.effective_from ?? ''

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
