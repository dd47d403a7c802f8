import { createMerge } from './merge.ts'
import { NO_RANK, readRanks } from './ranks.ts'
import type { RankOf } from './ranks.ts'
import { createSplit } from './split.ts'
import { createUtf8 } from './utf8.ts'

/** A vocabulary as js-tiktoken ships it. */
export type Ranks = { readonly pat_str: string; readonly bpe_ranks: string }

export type Encoder = {
  /** Tokens of a text, 0 for none. Special tokens such as `<|endoftext|>` are plain text. Fractions if weighed. */
  readonly count: (text: string) => number
  /** The token ids themselves. */
  readonly encode: (text: string) => number[]
}

/**
 * Byte pair encoder, the same as `encode(text, [], [])` of https://github.com/openai/tiktoken but for an
 * apostrophe before U+017F, which only the reference folds into a contraction. n log n on every input.
 * @param weigh what a piece of so many tokens counts
 * @throws RangeError for one run of some 4 million characters: the stack of the engine's regular expressions
 */
export function createEncoder(ranks: Ranks, weigh = (_: string, tokens: number) => tokens): Encoder {
  const split = createSplit(ranks.pat_str)
  const rankOf = tableOf(ranks)
  const merge = createMerge(rankOf)
  const utf8Of = createUtf8()

  const countPiece = (piece: string) => {
    const { bytes, length } = utf8Of(piece)
    return weigh(piece, rankOf(bytes, 0, length) === NO_RANK ? merge(bytes, length).count : 1)
  }

  const encodePiece = (piece: string) => {
    const { bytes, length } = utf8Of(piece)
    const whole = rankOf(bytes, 0, length)
    if (whole !== NO_RANK) return [whole]
    const { starts, count } = merge(bytes, length)
    return Array.from({ length: count }, (_, part) => rankOf(bytes, starts[part] ?? 0, starts[part + 1] ?? 0))
  }

  const countCached = cachePieces(countPiece)
  return {
    count: text => split(text).reduce((total, piece) => total + countCached(piece), 0),
    encode: text => split(text).flatMap(encodePiece),
  }
}

/** Encoders that weigh differently share the table of their vocabulary. */
const tables = new WeakMap<Ranks, RankOf>()

function tableOf(ranks: Ranks): RankOf {
  const known = tables.get(ranks)
  if (known !== undefined) return known
  const table = readRanks(ranks.bpe_ranks)
  tables.set(ranks, table)
  return table
}

const LONGEST_CACHED = 40
const MOST_CACHED = 65_536

/** Words come again and again. A full cache starts anew: cheaper than to remember which piece is oldest. */
function cachePieces(count: (piece: string) => number): (piece: string) => number {
  let known = new Map<string, number>()
  return piece => {
    if (piece.length > LONGEST_CACHED) return count(piece)
    const found = known.get(piece)
    if (found !== undefined) return found
    if (known.size === MOST_CACHED) known = new Map()
    const counted = count(piece)
    known.set(piece, counted)
    return counted
  }
}
