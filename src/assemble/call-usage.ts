import { exactly, type Quantity } from '../model/quantity.ts'
import type { UsageFact, UsedTokens } from '../model/usage.ts'
import type { Route } from '../model/workload.ts'
import { share, tokens, type Share, type Tokens } from '../units.ts'

/** What usage says about one call; null where it says nothing. */
export type CallUsage = {
  readonly output: Quantity<Tokens> | null
  readonly hitRate: Quantity<Share> | null
  readonly retryRate: Quantity<Share> | null
  /** Recorded numbers of steps, as often as they happened, at most `MOST_RUNS` of them. */
  readonly steps: readonly number[] | null
}

export const NO_USAGE: CallUsage = { output: null, hitRate: null, retryRate: null, steps: null }

/**
 * A workload with one call knows all about it. Of several, a call is known by its model, where no other call has
 * it; how often each was made and asked again is then unknown.
 */
export function usageByCall(fact: UsageFact, routes: readonly Route[]): readonly CallUsage[] {
  const { at, retryRate } = fact
  const [only, ...others] = routes
  if (only !== undefined && others.length === 0)
    return [
      {
        ...tokensUsed(fact, at),
        retryRate: retryRate === null ? null : measured(share(retryRate), at),
        steps: runsOf(fact),
      },
    ]
  const models = routes.map(route => new Set(route.targets.map(({ model }) => bare(model))))
  return models.map(own => {
    const isShared = models.some(other => other !== own && [...own].some(model => other.has(model)))
    const used = fact.models.filter(({ model }) => own.has(bare(model)))
    const [one, ...more] = used
    if (isShared || one === undefined || more.length > 0) return NO_USAGE
    return { ...NO_USAGE, ...tokensUsed(one, at) }
  })
}

type At = UsageFact['at']

/** Without a single hit nobody knows whether caching is on. */
function tokensUsed({ output, cache }: UsedTokens, at: At): Pick<CallUsage, 'output' | 'hitRate'> {
  return {
    output: output && {
      low: tokens(Math.min(output.p5, output.mean)),
      expected: tokens(output.mean),
      high: tokens(Math.max(output.p95, output.mean)),
      basis: 'measured',
      at,
    },
    hitRate: cache === null || cache.hits === 0 ? null : measured(share(cache.hits / cache.calls), at),
  }
}

const measured = <N extends number>(n: N, at: At): Quantity<N> => ({ ...exactly(n), basis: 'measured', at })

const MOST_RUNS = 200

/** Null where every request made one call: then it is no loop. */
function runsOf({ steps }: UsageFact): readonly number[] | null {
  const requests = steps.reduce((sum, each) => sum + each.requests, 0)
  if (requests === 0 || steps.every(each => each.steps === 1)) return null
  const runs = Math.min(requests, MOST_RUNS)
  return Array.from({ length: runs }, (_, run) => {
    let left = ((run + 0.5) / runs) * requests
    return steps.find(each => (left -= each.requests) <= 0)?.steps ?? 1
  })
}

/** `openai/gpt-5-mini-2025-08-07` is asked for as `gpt-5-mini`. */
const bare = (model: string) =>
  (model.split('/').at(-1) ?? model).toLowerCase().replace(/[-@](?:20\d\d-\d\d-\d\d|20\d{6})$/, '')
