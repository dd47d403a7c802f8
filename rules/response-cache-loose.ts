import type { RouteCache } from '../src/model/gateway.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { significant } from '../src/words/numbers.ts'

/** A cache that keeps answers for long, or that takes unlike questions for the same. */
export const responseCacheLoose = defineRule({
  id: 'response-cache-loose',
  title: 'A response cache forgets, and only answers what is alike enough.',
  level: 'note',
  defaults: { days: 7, similarity: 0 },
  options: {
    days: { type: 'number', minimum: 0, description: 'The longest that an answer may be kept.' },
    similarity: {
      type: 'number',
      minimum: 0,
      description:
        'The lowest threshold of a semantic cache that is strict enough, on the scale of your gateway, where higher is stricter. 0: thresholds are not judged.',
    },
  },
  check: ({ deltas, options }) =>
    touchedCalls(deltas).flatMap(touched => {
      const cache = touched.call.route.gateway?.cache
      const faults = cache == null ? [] : faultsOf(cache, options)
      return cache == null || faults.length === 0 ? [] : [finding(touched, cache, faults)]
    }),
})

type Fault = { readonly fact: string; readonly remedy: string }

function faultsOf(
  { kind, ttl, threshold }: RouteCache,
  { days, similarity }: { readonly days: number; readonly similarity: number },
): readonly Fault[] {
  const remedy = `Let answers expire after at most ${significant(days)} days, sooner where what they say changes.`
  const isLoose = kind === 'semantic' && threshold !== null && threshold < similarity
  return [
    ...(ttl === null ? [{ fact: 'states no expiry', remedy }] : []),
    ...(ttl !== null && ttl > days * DAY
      ? [{ fact: `keeps answers for ${significant(ttl / DAY)} days`, remedy }]
      : []),
    ...(isLoose
      ? [
          {
            fact: `takes requests for the same from a threshold of ${threshold} on, and ${similarity} is asked for`,
            remedy: `Raise the threshold to ${similarity}, and measure the answers with evals before you lower it.`,
          },
        ]
      : []),
  ]
}

const DAY = 86_400

const finding = ({ side, call }: TouchedCall, cache: RouteCache, faults: readonly Fault[]): Draft => ({
  workload: side.workload.id,
  message: `The ${cache.kind} cache behind ${callName(side, call)} (${cache.at.path}) ${faults.map(({ fact }) => fact).join(', and ')}.`,
  why: 'A wrong or outdated answer is cheap once and is given again to everybody who asks: what it costs is not on the bill of the model.',
  suggestions: faults.map(({ remedy }) => remedy),
  at: [cache.at],
})
