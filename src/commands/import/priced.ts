import type { KindUsage, UsageEvidence } from '../../model/usage-evidence.ts'
import type { PriceBook, PriceTier } from '../../prices/book.ts'

export type PricedKind = KindUsage & {
  readonly workload: string
  readonly model: string
  readonly usd: number
}

/** Kinds of calls (workload × model × size), dearest first; those whose model has no price are left out. */
export const dearestKinds = (evidence: UsageEvidence, book: PriceBook): readonly PricedKind[] =>
  evidence.workloads
    .flatMap(({ id, models }) =>
      models.flatMap(({ model, kinds }) =>
        kinds.flatMap(kind => {
          const usd = usdOf(kind, model, book)
          return usd === null ? [] : [{ ...kind, workload: id, model, usd }]
        }),
      ),
    )
    .toSorted((a, b) => b.usd - a.usd)

/** Models of the evidence without a price. */
export const unpricedModels = (evidence: UsageEvidence, book: PriceBook): readonly string[] => {
  const models = new Set(evidence.workloads.flatMap(({ models }) => models.map(({ model }) => model)))
  return [...models].filter(model => tiersOf(model, book) === null)
}

export type Spent = Omit<KindUsage, 'size'>

/** USD of these calls at the tier of their mean input; null without a price. */
export function usdOf(spent: Spent, model: string, book: PriceBook): number | null {
  const tiers = tiersOf(model, book)
  const input = spent.input_tokens / Math.max(1, spent.calls)
  const tier = tiers?.findLast(({ above }) => above === 0 || input > above)
  if (tier === undefined) return null
  const { input_tokens: all, cache_read_tokens: read, cache_write_tokens: written } = spent
  const paid =
    (all - read - written) * tier.input +
    read * (tier.cacheRead ?? tier.input) +
    written * (tier.cacheWrite ?? tier.input) +
    spent.output_tokens * tier.output
  return paid / 1e6
}

function tiersOf(model: string, book: PriceBook): readonly PriceTier[] | null {
  const price = book.model({ model, deployment: 'on-demand', region: null })
  return price.kind === 'found' ? price.tiers : null
}
