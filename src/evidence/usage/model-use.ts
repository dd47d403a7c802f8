import type { KindUsage, ModelUsage, SizeClass } from '../../model/usage-evidence.ts'
import type { UsedCall } from './call.ts'
import { newTokenUse } from './token-use.ts'

/** Answered calls of one model while they pass by. */
export type ModelUse = {
  readonly add: (call: UsedCall) => void
  readonly usage: (model: string) => ModelUsage
  readonly reported: () => Reported
}

/** What the log itself says calls cost, and what these calls took. */
export type Reported = Omit<KindUsage, 'size'> & { readonly usd: number }

const MOST_VERSIONS = 10

export function newModelUse(): ModelUse {
  const tokens = newTokenUse()
  const kinds = new Map<SizeClass, Sum>()
  const priced = { ...NOTHING, usd: 0 }
  const versions = new Set<string>()
  let calls = 0
  return {
    add: call => {
      calls += 1
      if (call.apiVersion !== null && versions.size < MOST_VERSIONS) versions.add(call.apiVersion)
      if (call.input === null || call.output === null) return
      tokens.add(call)
      const size = sizeOf(call.input)
      const sum = kinds.get(size) ?? { ...NOTHING }
      kinds.set(size, sum)
      addTokens(sum, call)
      if (call.usd === null) return
      addTokens(priced, call)
      priced.usd += call.usd
    },
    reported: () => ({ ...priced }),
    usage: model => ({
      model,
      api_versions: [...versions].toSorted(),
      calls,
      ...tokens.used(),
      kinds: SIZES.flatMap(([size]) => {
        const sum = kinds.get(size)
        return sum === undefined ? [] : [{ size, ...sum }]
      }),
    }),
  }
}

const NOTHING = { calls: 0, input_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 0 }
type Sum = typeof NOTHING

function addTokens(sum: Sum, call: UsedCall): void {
  sum.calls += 1
  sum.input_tokens += call.input ?? 0
  sum.cache_read_tokens += call.cacheRead ?? 0
  sum.cache_write_tokens += call.cacheWrite ?? 0
  sum.output_tokens += call.output ?? 0
}

/** Input tokens below which a call belongs to a class. */
const SIZES: readonly (readonly [SizeClass, number])[] = [
  ['small', 1000],
  ['medium', 8000],
  ['large', 32_000],
  ['huge', Infinity],
]

const sizeOf = (input: number): SizeClass => SIZES.find(([, below]) => input < below)?.[0] ?? 'huge'
