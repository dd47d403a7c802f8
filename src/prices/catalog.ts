import type { ModelPrice } from './book.ts'
import type { ContractModelRate } from './contract-rates.ts'
import type { FetchedList } from './fetched.ts'
import type { DetailRow } from './details.ts'
import { bareKey, find, keysOf } from './find.ts'
import type { Found } from './find.ts'
import { readModelName, withoutFirstVersion, withoutScope } from './names.ts'
import type { OverrideRow, PriceFiles, SnapshotRow } from './rows.ts'
import { add, has } from './shelf.ts'
import type { Quote, Shelf } from './shelf.ts'

export type Catalog = {
  /** Quotes for a model by precedence, and the provider that was meant; none for an unknown name. */
  readonly find: (model: string) => Found
  /** Every name that has a price, `provider/id`. */
  readonly names: () => readonly string[]
  /** Other exact names of the model that `key` (`provider/id`) is. */
  readonly aliasesOf: (key: string) => readonly string[]
  /** When the model that is quoted is retired; null: no day is known. */
  readonly retires: (quote: Quote) => ModelPrice['retires']
}

/** What the tree says about prices. */
export type TreePrices = {
  readonly contract: readonly ContractModelRate[]
  readonly fetched: FetchedList | null
}

/**
 * Every exact name of every model, indexed once. Contract rates win over the fetched list, that over
 * overrides, those over the snapshot.
 */
export function openCatalog(files: PriceFiles, { contract, fetched }: TreePrices): Catalog {
  const shelf: Shelf = { quotes: new Map(), aliases: new Map() }
  for (const row of files.snapshot.models) shelveSnapshot(shelf, row)
  for (const { provider, alias, id } of files.overrides.aliases)
    shelf.aliases.set(`${provider}/${alias}`, `${provider}/${id}`)
  for (const rows of byPrice(files.overrides.prices)) shelveOverride(shelf, rows)
  if (fetched !== null) shelveFetched(shelf, fetched)
  for (const rate of contract) shelveContract(shelf, rate)
  const details = new Map(files.details.models.map(row => [`${row.provider}/${row.id}`, row]))
  return {
    find: model => find(shelf, model),
    names: () => [...new Set([...shelf.quotes.keys(), ...shelf.aliases.keys()].map(withoutScope))],
    aliasesOf: key => [...shelf.aliases].flatMap(([alias, model]) => (model === key ? [alias] : [])),
    retires: ({ provider, id }) => retirement(details.get(`${provider}/${id}`)),
  }
}

const retirement = (row: DetailRow | undefined): ModelPrice['retires'] =>
  row?.retires === undefined ? null : { on: row.retires, source: row.source, asOf: row.as_of }

function shelveSnapshot(shelf: Shelf, row: SnapshotRow) {
  add(shelf, keyOf(row), quoteOf(row, 'snapshot'))
  shelveNames(shelf, row)
}

const keyOf = ({ provider, id }: SnapshotRow) => `${provider}/${id}`

const quoteOf = (row: SnapshotRow, layer: Quote['layer']): Quote => {
  const { provider, id, context, prices, source, as_of: asOf, deprecated } = row
  return { layer, provider, id, context, prices, source, asOf, note: null, deprecated }
}

function shelveNames(shelf: Shelf, row: SnapshotRow) {
  const { provider, id } = row
  const key = keyOf(row)
  for (const alias of row.aliases) shelf.aliases.set(`${provider}/${alias}`, key)
  const short = withoutFirstVersion(id)
  if (provider === 'bedrock' && short !== id) shelf.aliases.set(`${provider}/${short}`, key)
}

/**
 * Only what is news: a row that repeats the built-in list must not shadow a correction of it, and neither must
 * one that was fetched before the built-in row was read.
 */
function shelveFetched(shelf: Shelf, { models, fetched_at: day }: FetchedList) {
  for (const row of models) {
    const built = shelf.quotes.get(keyOf(row)) ?? []
    const listed = built.find(({ layer }) => layer === 'snapshot')
    const repeats = listed !== undefined && JSON.stringify(listed.prices) === JSON.stringify(row.prices)
    if (repeats || built.some(({ asOf }) => asOf > day && asOf !== 'unknown')) continue
    add(shelf, keyOf(row), quoteOf(row, 'fetched'))
    if (listed === undefined) shelveNames(shelf, row)
  }
}

const SAID: Readonly<Record<OverrideRow['source_kind'], string>> = {
  provider_page: '',
  agreement: ' (agreed by public sources)',
  announcement: ' (announced, not checked at the provider)',
}

/** Rows that only differ in the tier are one price. */
function byPrice(rows: readonly OverrideRow[]): readonly (readonly OverrideRow[])[] {
  const prices = new Map<string, OverrideRow[]>()
  for (const row of rows) {
    const key = `${row.provider}/${row.id} ${row.effective_from ?? ''}`
    prices.set(key, (prices.get(key) ?? []).concat(row))
  }
  return [...prices.values()]
}

function shelveOverride(shelf: Shelf, prices: readonly OverrideRow[]) {
  const [row] = prices
  if (row === undefined) return
  const { provider, id, context, as_of: asOf, note } = row
  const source = row.source + SAID[row.source_kind]
  const deprecated = false
  add(shelf, `${provider}/${id}`, {
    layer: 'override',
    provider,
    id,
    context,
    prices,
    source,
    asOf,
    note,
    deprecated,
  })
}

function shelveContract(shelf: Shelf, rate: ContractModelRate) {
  const { provider, quotes } = find(shelf, rate.model)
  const id = quotes[0]?.id ?? readModelName(rate.model).ids[0] ?? rate.model
  const { prices, source, asOf, note } = rate
  const context = quotes[0]?.context ?? null
  const deprecated = quotes.some(quote => quote.deprecated)
  const key = contractKey(shelf, rate.model)
  add(shelf, key, { layer: 'contract', provider, id, context, prices, source, asOf, note, deprecated })
}

/** Where the rate goes: a dated id that is listed by itself stays apart from the model it is a version of. */
function contractKey(shelf: Shelf, model: string): string {
  const { provider, ids } = readModelName(model)
  if (provider !== null)
    return keysOf([provider], ids).find(key => has(shelf, key)) ?? `${provider}/${ids[0]}`
  return bareKey(shelf, ids) ?? model
}
