import type { PriceBook, PriceTier } from '../prices/book.ts'
import { ASSUMPTIONS } from '../model/assumptions.ts'
import type { EvalProvider } from '../model/fact.ts'
import type { Encoding } from '../tokens/encodings.ts'
import { soldAs } from '../readers/evals/promptfoo-model.ts'
import { vocabularyOf } from '../tokens/vocabulary.ts'
import type { SuitePlan } from './suite-plan.ts'

/** What a run will cost by one provider; USD. */
export type ProviderCost = {
  readonly provider: string
  /** Null: how many tests there are is not known before. */
  readonly requests: number | null
  readonly usd: PlannedUsd | null
  /** Why there is no amount. */
  readonly unknown: string | null
}

/** `high`: every answer as long as it may be, or 1,000 tokens where nothing limits it. */
export type PlannedUsd = { readonly expected: number; readonly high: number }

export type Pricing = {
  readonly book: PriceBook
  readonly count: (text: string, encoding: Encoding) => number
}

/**
 * Before a run: tests × repeats × (prompts + values) tokens in, and answers out, at our prices, for each provider.
 * Values of all tests are counted once for each prompt. What graders ask is not counted.
 */
export const planCost = (plan: SuitePlan, pricing: Pricing): readonly ProviderCost[] =>
  plan.providers.map(provider => costOf(provider, plan, pricing))

/** Texts that `planCost` counts, with the vocabulary of each provider. */
export const textsOfPlan = (
  plan: SuitePlan,
): readonly { readonly text: string; readonly encoding: Encoding }[] =>
  plan.providers.flatMap(({ id }) => {
    const { encoding } = vocabularyOf(soldAs(id))
    return [...plan.prompts, plan.testsText].map(text => ({ text, encoding }))
  })

function costOf(provider: EvalProvider, plan: SuitePlan, { book, count }: Pricing): ProviderCost {
  const model = soldAs(provider.id)
  const requests = plan.tests === null ? null : plan.tests * plan.prompts.length * plan.repeat
  const price = book.model({ model, deployment: 'on-demand', region: null })
  const cost = { provider: provider.id, requests, usd: null }
  if (price.kind === 'missing') return { ...cost, unknown: price.reason }
  if (requests === null || plan.tests === null)
    return { ...cost, unknown: 'how many tests there are is decided when the suite runs' }
  const { encoding, band } = vocabularyOf(model)
  const sizes = plan.prompts.map(text => count(text, encoding))
  const values = count(plan.testsText, encoding)
  const input = sizes.reduce((sum, size) => sum + size * (plan.tests ?? 0) + values, 0) * plan.repeat
  const largest = Math.max(0, ...sizes) + values
  const tier = price.tiers.findLast(({ above }) => largest > above) ?? price.tiers[0]
  if (tier === undefined) return { ...cost, unknown: `no price for ${model}` }
  const usd = (tokensIn: number, answer: number) => amount(tier, tokensIn, requests * answer)
  const most = provider.maxOutput ?? ASSUMPTIONS.output.high
  return {
    ...cost,
    usd: {
      expected: usd(input * band.expected, Math.min(most, ASSUMPTIONS.output.expected)),
      high: usd(input * band.high, most),
    },
    unknown: null,
  }
}

const amount = ({ input, output }: PriceTier, tokensIn: number, tokensOut: number): number =>
  (tokensIn * input + tokensOut * output) / 1e6
