import { isObject } from './contract-check.ts'
import type { Fields } from './contract-check.ts'
import type { CapacityRow, SnapshotPrice } from './rows.ts'

/** What the admin has agreed with a provider: it wins over every list price. */
export type ContractRates = {
  readonly models: readonly ContractModelRate[]
  readonly capacity: readonly ContractCapacityRate[]
  readonly rerank: readonly ContractRerankRate[]
}

type Agreed = { readonly source: string; readonly asOf: string }

export type ContractModelRate = Agreed & {
  readonly model: string
  readonly prices: readonly SnapshotPrice[]
  readonly note: string | null
}

export type ContractCapacityRate = Omit<CapacityRow, 'gpu' | 'gpu_count' | 'gpu_mem_gb' | 'confidence'> & {
  readonly effective_from: string | null
}

export type ContractRerankRate = Agreed & {
  readonly model: string
  /** Per 1,000 searches. */
  readonly usd: number
  readonly effective_from: string | null
}

export const NO_RATES: ContractRates = { models: [], capacity: [], rerank: [] }

/**
 * The rates of a price file in which `checkFile` found no problem.
 * @param sourceOf names the place of a row: `prices.0` → `.unitcost/prices.json:4`
 */
export function agreedRates(content: unknown, sourceOf: (at: string) => string): ContractRates {
  const prices = isObject(content) ? content['prices'] : []
  const rows = Array.isArray(prices) ? prices.filter(isObject) : []
  const placed = rows.map((row, index) => ({ row, source: sourceOf(`prices.${index}`) }))
  return {
    models: placed.flatMap(modelRate),
    capacity: placed.flatMap(capacityRate),
    rerank: placed.flatMap(rerankRate),
  }
}

type Placed = { readonly row: Fields; readonly source: string }

function modelRate({ row, source }: Placed): ContractModelRate[] {
  const model = textOf(row, 'model')
  const input = numberOf(row, 'input_usd_per_mtok')
  const output = numberOf(row, 'output_usd_per_mtok')
  if (model === null || input === null || output === null) return []
  const price = {
    effective_from: textOf(row, 'effective_from'),
    above: 0,
    input,
    output,
    cache_read: numberOf(row, 'cache_read_usd_per_mtok'),
    cache_write: numberOf(row, 'cache_write_usd_per_mtok'),
  }
  return [{ model, prices: [price], note: textOf(row, 'note'), source, asOf: dateOf(row) }]
}

function capacityRate({ row, source }: Placed): ContractCapacityRate[] {
  const provider = textOf(row, 'provider')
  const sku = textOf(row, 'sku')
  const usd = numberOf(row, 'usd_per_hour')
  if (provider === null || sku === null || usd === null) return []
  return [
    {
      provider,
      sku,
      usd_per_hour: usd,
      offer: textOf(row, 'offer'),
      region: textOf(row, 'region'),
      pricing: textOf(row, 'pricing') ?? 'on_demand',
      effective_from: textOf(row, 'effective_from'),
      note: textOf(row, 'note'),
      as_of: dateOf(row),
      source,
    },
  ]
}

function rerankRate({ row, source }: Placed): ContractRerankRate[] {
  const model = textOf(row, 'rerank_model')
  const usd = numberOf(row, 'usd_per_1000_searches')
  if (model === null || usd === null) return []
  return [{ model, usd, effective_from: textOf(row, 'effective_from'), source, asOf: dateOf(row) }]
}

const dateOf = (row: Fields) => textOf(row, 'effective_from') ?? 'unknown'

const textOf = (row: Fields, key: string) => (typeof row[key] === 'string' ? row[key] : null)

const numberOf = (row: Fields, key: string) => (typeof row[key] === 'number' ? row[key] : null)
