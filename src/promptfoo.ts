import { costBelow as gradeCost, costLimitOf, type Grade } from './assertion/cost-below.ts'
import { treePrices } from './commands/prices/tree-prices.ts'
import type { PriceBook } from './prices/book.ts'
import { loadBook } from './prices/load.ts'

/**
 * An assertion for promptfoo: the answer cost at most `config.max_usd` at today's prices, those of
 * `.unitcost/prices.json` first (looked for where promptfoo was started).
 *
 *     assert: [{ type: javascript, value: 'package:unitcost/promptfoo:costBelow', config: { max_usd: 0.002 } }]
 */
export async function costBelow(_output: unknown, context: unknown): Promise<Grade> {
  const limit = costLimitOf(context)
  return gradeCost(context, limit, await (book ??= today()))
}

let book: Promise<PriceBook> | null = null

/** Opened once: a suite may ask a thousand times. */
async function today(): Promise<PriceBook> {
  const { contract, fetched } = treePrices('.')
  return (await loadBook(new Date().toISOString().slice(0, 10), contract, fetched)).book
}
