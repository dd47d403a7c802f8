import { usageUsd } from '../estimate/usage-cost.ts'
import type { PriceBook } from '../prices/book.ts'
import { field, isRecord, textOf } from '../readers/json.ts'
import { soldAs } from '../readers/evals/promptfoo-model.ts'
import { usageOf } from '../readers/evals/usage.ts'
import { usd } from '../words/money.ts'
import { plural } from '../words/numbers.ts'

/** https://www.promptfoo.dev/docs/configuration/expected-outputs/javascript/ */
export type Grade = { readonly pass: boolean; readonly score: 0 | 1; readonly reason: string }

/** `config` of the assertion. */
export type CostLimit = {
  /** USD that one answer may cost. */
  readonly maxUsd: number
  /** `provider/model` to price it as; null: what the provider is called. */
  readonly model: string | null
}

/** @throws Error for a `config` without a limit: promptfoo shows it as the reason */
export function costLimitOf(context: unknown): CostLimit {
  const maxUsd = field(context, 'config', 'max_usd')
  if (typeof maxUsd !== 'number' || !Number.isFinite(maxUsd) || maxUsd < 0)
    throw new Error('unitcost: give the assertion a limit in USD, as in `config: { max_usd: 0.002 }`')
  return { maxUsd, model: textOf(field(context, 'config', 'model')) }
}

/** Whether an answer cost at most the limit at the prices of the book. What cannot be priced fails: it may cost anything. */
export function costBelow(context: unknown, { maxUsd, model }: CostLimit, book: PriceBook): Grade {
  // promptfoo answered from its own cache: nobody was asked, nothing was paid.
  if (field(context, 'providerResponse', 'cached') === true)
    return graded(true, 'answered from promptfoo’s cache: it cost nothing this time')
  const provider = providerOf(context)
  const usage = usageOf({ response: field(context, 'providerResponse') }, provider)
  if (usage === null) return graded(false, `cost unknown: ${provider} reported no tokens`)
  const sold = model ?? soldAs(provider)
  const price = book.model({ model: sold, deployment: 'on-demand', region: null })
  if (price.kind === 'missing')
    return graded(
      false,
      `cost unknown: ${price.reason}. Name the model: \`config: { model: provider/model }\``,
    )
  const cost = usageUsd(usage, price.tiers)
  const cached =
    usage.cacheRead > 0 ? ` (${plural(usage.cacheRead, 'token')} of it from the provider’s cache)` : ''
  const what = `${plural(usage.input, 'token')} in${cached} and ${usage.output} out on ${price.id} cost ${usd(cost)}`
  return graded(cost <= maxUsd, `${what}; the limit is ${usd(maxUsd)} (${price.source}, ${price.asOf})`)
}

const graded = (pass: boolean, reason: string): Grade => ({ pass, score: pass ? 1 : 0, reason })

/** Providers of promptfoo are objects with a method. */
function providerOf(context: unknown): string {
  const provider = field(context, 'provider')
  const id = isRecord(provider) ? provider['id'] : null
  const told: unknown = typeof id === 'function' ? id.call(provider) : id
  return textOf(told) ?? 'the provider'
}
