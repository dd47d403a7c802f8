import { priceOf } from '../src/estimate/price.ts'
import { promptSize } from '../src/estimate/prompt-size.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { savingOf, withCall } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { share } from '../src/units.ts'
import { usd } from '../src/words/money.ts'
import { count, sharePercent } from '../src/words/numbers.ts'

/** A prefix that the provider would cache, and no word about how often it is found there. */
export const promptCacheUnused = defineRule({
  id: 'prompt-cache-unused',
  title: 'A long prefix that never changes is cached, and how often it is found is declared.',
  level: 'note',
  defaults: { hit_rate: 0.7, usd_per_month: 50 },
  options: {
    hit_rate: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The hit rate, 0 to 1, of the example that the finding gives.',
    },
    usd_per_month: {
      type: 'number',
      minimum: 0,
      description: 'Savings below this many USD a month are not mentioned.',
    },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const prefix = cacheablePrefix(touched.call, world)
      if (prefix === null || touched.call.caching.hitRate !== null) return []
      const saved = savedPerMonth(touched, options.hit_rate, world)
      return saved === null || saved < options.usd_per_month
        ? []
        : [finding(touched, { prefix, rate: options.hit_rate, saved })]
    }),
})

/** Null where the model that is asked first caches nothing of it, or nobody knows. */
function cacheablePrefix({ route, prompt }: Call, world: World): number | null {
  const [target] = route.targets
  if (target === undefined || prompt.kind === 'profile') return null
  const price = priceOf(target, world)
  if (price.kind === 'missing' || price.tiers[0]?.cacheRead == null) return null
  const prefix = promptSize(prompt, target.model, world).prefix.expected
  return prefix > 0 && prefix >= price.minimumPrefix ? prefix : null
}

/** The same workload with the assumed hit rate, by the same estimate. Null without traffic. */
function savedPerMonth({ side, call }: TouchedCall, rate: number, world: World): number | null {
  const hit = share(rate)
  const hitRate = { low: hit, expected: hit, high: hit, basis: 'assumed' as const, at: null }
  const cached = withCall(side.workload, { ...call, caching: { ...call.caching, hitRate } })
  return savingOf(side, cached, world)?.perMonth ?? null
}

type Example = { readonly prefix: number; readonly rate: number; readonly saved: number }

const finding = ({ side, call }: TouchedCall, { prefix, rate, saved }: Example): Draft => ({
  workload: side.workload.id,
  message: `The first ${count(prefix)} tokens of ${callName(side, call)} never change, and no prompt cache hit rate is declared: at ${sharePercent(rate)} (assumed) it would cost ${usd(saved)} a month less.`,
  why: 'The estimate counts every token at the full price until somebody says how often the provider finds the prefix in its cache.',
  suggestions: [
    `Declare \`prompt_cache_hit_rate\` of \`${call.id}\` as your usage logs show it: many providers cache by themselves.`,
    'Where a cache must be asked for, mark the end of the prefix as the API wants it (`cache_control`, `cachePoint`).',
  ],
  at: [call.prompt.at],
})
