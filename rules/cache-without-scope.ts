import type { RouteCache } from '../src/model/gateway.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { sharePercent } from '../src/words/numbers.ts'

/** One cache for everybody: the answer to one customer is given to another. */
export const cacheWithoutScope = defineRule({
  id: 'cache-without-scope',
  title: 'A response cache keeps the answers of one tenant or user from another.',
  level: 'warning',
  defaults: { exact: false },
  options: {
    exact: {
      type: 'boolean',
      description: 'Also look at caches that only answer the very same request again.',
    },
  },
  check: ({ deltas, options }) =>
    touchedCalls(deltas).flatMap(touched => {
      const cache = touched.call.route.gateway?.cache
      if (cache == null || cache.scope.length > 0) return []
      const isShared = cache.byDefault && (cache.kind === 'semantic' || options.exact)
      return isShared ? [finding(touched, cache)] : []
    }),
})

function finding({ side, call }: TouchedCall, cache: RouteCache): Draft {
  const rate = call.caching.response?.hitRate.expected
  const often = rate === undefined ? '' : `, which answers ${sharePercent(rate)} of the calls,`
  const alike = cache.threshold === null ? '' : ` (threshold ${cache.threshold})`
  return {
    workload: side.workload.id,
    message: `The ${cache.kind} cache${alike} behind ${callName(side, call)}${often} is one for all callers, as far as ${cache.at.path} tells.`,
    why:
      cache.kind === 'semantic'
        ? 'Two customers who ask alike get the same answer, with whatever it says about the first of them: what a hit saves is less than one such answer costs.'
        : 'Everybody who sends the same text gets the same answer, also where who asks decides what is right.',
    suggestions: [
      'Give the cache a namespace, a header or a key by tenant or user.',
      'Or waive this rule for a workload whose answers say nothing about who asks.',
    ],
    at: [cache.at],
  }
}
