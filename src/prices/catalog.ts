import type { ContractModelRate } from './contract-rates.ts'
import { bareKey, find, keysOf } from './find.ts'
import type { Found } from './find.ts'
import { readModelName, withoutFirstVersion, withoutScope } from './names.ts'
import type { OverrideRow, PriceFiles, SnapshotRow } from './rows.ts'
import { add, has } from './shelf.ts'
import type { Shelf } from './shelf.ts'

export type Catalog = {
  /** Quotes for a model by precedence, and the provider that was meant; none for an unknown name. */
  readonly find: (model: string) => Found
  /** Every name that has a price, `provider/id`. */
  readonly names: () => readonly string[]
}

/** Every exact name of every model, indexed once. Contract rates win over overrides over the snapshot. */
export function openCatalog(files: PriceFiles, contract: readonly ContractModelRate[]): Catalog {
  const shelf: Shelf = { quotes: new Map(), aliases: new Map() }
  for (const row of files.snapshot.models) shelveSnapshot(shelf, row)
  for (const { provider, alias, id } of files.overrides.aliases)
    shelf.aliases.set(`${provider}/${alias}`, `${provider}/${id}`)
  for (const rows of byPrice(files.overrides.prices)) shelveOverride(shelf, rows)
  for (const rate of contract) shelveContract(shelf, rate)
  return {
    find: model => find(shelf, model),
    names: () => [...new Set([...shelf.quotes.keys(), ...shelf.aliases.keys()].map(withoutScope))],
  }
}

function shelveSnapshot(shelf: Shelf, row: SnapshotRow) {
  const { provider, id, context, prices, source, as_of: asOf } = row
  const key = `${provider}/${id}`
  add(shelf, key, { layer: 'snapshot', provider, id, context, prices, source, asOf })
  for (const alias of row.aliases) shelf.aliases.set(`${provider}/${alias}`, key)
  const short = withoutFirstVersion(id)
  if (provider === 'bedrock' && short !== id) shelf.aliases.set(`${provider}/${short}`, key)
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
  const { provider, id, context, as_of: asOf } = row
  const source = row.source + SAID[row.source_kind]
  add(shelf, `${provider}/${id}`, { layer: 'override', provider, id, context, prices, source, asOf })
}

function shelveContract(shelf: Shelf, rate: ContractModelRate) {
  const { provider, quotes } = find(shelf, rate.model)
  const id = quotes[0]?.id ?? readModelName(rate.model).ids[0] ?? rate.model
  const { prices, source, asOf } = rate
  const context = quotes[0]?.context ?? null
  const key = contractKey(shelf, rate.model)
  add(shelf, key, { layer: 'contract', provider, id, context, prices, source, asOf })
}

/** Where the rate goes: a dated id that is listed by itself stays apart from the model it is a version of. */
function contractKey(shelf: Shelf, model: string): string {
  const { provider, ids } = readModelName(model)
  if (provider !== null)
    return keysOf([provider], ids).find(key => has(shelf, key)) ?? `${provider}/${ids[0]}`
  return bareKey(shelf, ids) ?? model
}
