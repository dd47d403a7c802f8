import type { Prompt, Target } from '../model/workload.ts'
import type { Lookup, ModelPrice, PriceBook } from '../prices/book.ts'
import type { Encoding } from '../tokens/encodings.ts'
import type { Assumptions } from '../model/assumptions.ts'
import type { PromptSize } from './prompt-size.ts'

/** Everything that an estimate needs from outside the workload. The same for both sides of a change. */
export type World = {
  readonly book: PriceBook
  /** Tokens of a text; every text was counted before estimating began. */
  readonly count: (text: string, encoding: Encoding) => number
  readonly assumptions: Assumptions
  /** YYYY-MM-DD, the day that is priced for: evidence has an age. */
  readonly date: string
  /** Remembers sizes of prompts and prices of targets: attribution asks for them again and again. */
  readonly memory: {
    readonly sizes: WeakMap<Prompt, Map<string, PromptSize>>
    readonly prices: WeakMap<Target, Lookup<ModelPrice>>
    readonly listed: Map<string, Lookup<ModelPrice>>
  }
}

export const openWorld = (parts: Omit<World, 'memory'>): World => ({
  ...parts,
  memory: { sizes: new WeakMap(), prices: new WeakMap(), listed: new Map() },
})
