import type { CacheUse, Sizes } from '../../model/usage-evidence.ts'
import type { UsedCall } from './call.ts'
import { newSketch } from './sketch.ts'

/** Sizes of calls while they pass by. A call of which not both counts are known is in none of them. */
export type TokenUse = {
  readonly add: (call: UsedCall) => void
  readonly used: () => {
    readonly input_tokens: Sizes | null
    readonly output_tokens: Sizes | null
    readonly cache: CacheUse | null
  }
}

export function newTokenUse(): TokenUse {
  const [input, output] = [newSketch(), newSketch()]
  const cache = { calls: 0, hits: 0, read: 0, input: 0 }
  return {
    add: call => {
      if (call.input === null || call.output === null) return
      input.add(call.input)
      output.add(call.output)
      if (call.cacheRead === null) return
      cache.calls += 1
      cache.hits += call.cacheRead > 0 ? 1 : 0
      cache.read += call.cacheRead
      cache.input += call.input
    },
    used: () => ({ input_tokens: input.sizes(), output_tokens: output.sizes(), cache: cacheUse(cache) }),
  }
}

function cacheUse(cache: {
  readonly calls: number
  readonly hits: number
  readonly read: number
  readonly input: number
}): CacheUse | null {
  const { calls, hits, read, input } = cache
  if (calls === 0) return null
  return { calls, hits, read_share: input === 0 ? 0 : Math.round((read / input) * 1e4) / 1e4 }
}
