import { firstDifference } from '../src/diff/first-difference.ts'
import { priceOf } from '../src/estimate/price.ts'
import { promptSize } from '../src/estimate/prompt-size.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usdDelta } from '../src/words/money.ts'
import { count } from '../src/words/numbers.ts'

/** Text that slipped behind the first thing that changes: the provider can no longer cache it. */
export const promptCacheBroken = defineRule({
  id: 'prompt-cache-broken',
  title: 'The prefix that a provider can cache does not shrink.',
  level: 'warning',
  defaults: { percent: 10 },
  options: {
    percent: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      description: 'By how many percent a cacheable prefix may shrink.',
    },
  },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const { call, before } = touched
      const [old, now] = [before && prefixOf(before, world), prefixOf(call, world)]
      if (old === null || now === null || old.prefix < old.minimum) return []
      const isShorter = now.prefix < old.prefix * (1 - options.percent / 100)
      // A prompt that is shorter as a whole is no broken one: then less stands behind the prefix, not more.
      return isShorter && now.behind > old.behind ? [finding(touched, old, now)] : []
    }),
})

type Prefix = {
  readonly prefix: number
  /** Tokens that are always the same and stand too far back to be cached. */
  readonly behind: number
  readonly minimum: number
  readonly model: string
}

/** As the model that is asked first counts and caches; null where no template or no price is known. */
function prefixOf(call: Call, world: World): Prefix | null {
  const [target] = call.route.targets
  if (target === undefined || call.prompt.kind === 'profile') return null
  const price = priceOf(target, world)
  if (price.kind === 'missing') return null
  const { fixed, prefix } = promptSize(call.prompt, target.model, world)
  const behind = fixed.expected - prefix.expected
  return { prefix: prefix.expected, behind, minimum: price.minimumPrefix, model: target.model }
}

function finding({ delta, side, call, before }: TouchedCall, old: Prefix, now: Prefix): Draft {
  const cause = delta.drivers.find(({ kind }) => kind === 'caching')
  const request = cause?.perRequest == null ? '' : `, ${usdDelta(cause.perRequest)} per request`
  const month = cause?.perMonth == null ? '' : `, ${usdDelta(cause.perMonth)} a month`
  const below =
    now.prefix < now.minimum ? `, below the ${count(now.minimum)} from which ${now.model} caches` : ''
  const place = firstDifference(before?.prompt ?? null, call.prompt)
  return {
    workload: side.workload.id,
    message: `The cacheable prefix of ${callName(side, call)} shrinks from ${count(old.prefix)} to ${count(now.prefix)} tokens${below}, and ${count(now.behind)} that never change stand behind it${request}${month}.`,
    why: 'Providers cache a prompt up to the first token that is another: everything behind it is read at the full price in every request.',
    suggestions: [
      'Move what changes between requests (names, dates, questions, retrieved text) behind all text that stays the same.',
    ],
    at: [place ?? call.prompt.at],
  }
}
