import { createHeapMerge } from './heap-merge.ts'
import type { Merge } from './parts.ts'
import { NO_RANK } from './ranks.ts'
import type { RankOf } from './ranks.ts'

/**
 * Byte pair encoding of one piece: joins the neighbors with the smallest rank, the leftmost of equals, until
 * no two neighbors are a token. https://en.wikipedia.org/wiki/Byte-pair_encoding
 * Short pieces are scanned; long ones go through a heap, so that a hostile run of letters costs n log n.
 */
export function createMerge(rankOf: RankOf): Merge {
  const scan = createScanMerge(rankOf)
  const heap = createHeapMerge(rankOf)
  return (bytes, length) => (length <= LONGEST_SCAN ? scan(bytes, length) : heap(bytes, length))
}

const LONGEST_SCAN = 200

function createScanMerge(rankOf: RankOf): Merge {
  const starts = new Int32Array(LONGEST_SCAN + 1)
  /** ranks[k]: what parts k and k + 1 would be together. */
  const ranks = new Int32Array(LONGEST_SCAN + 1)
  return (bytes, length) => {
    let count = length
    const rankAt = (part: number) =>
      part < 0 || part + 2 > count ? NO_RANK : rankOf(bytes, starts[part] ?? 0, starts[part + 2] ?? 0)
    for (let part = 0; part <= length; part++) starts[part] = part
    for (let part = 0; part < length; part++) ranks[part] = rankAt(part)
    for (let best = smallest(ranks, count); ranks[best] !== NO_RANK; best = smallest(ranks, count)) {
      starts.copyWithin(best + 1, best + 2, count + 1)
      ranks.copyWithin(best + 1, best + 2, count)
      count--
      ranks[best] = rankAt(best)
      if (best > 0) ranks[best - 1] = rankAt(best - 1)
    }
    return { starts, count }
  }
}

/** The leftmost of the smallest. */
function smallest(ranks: Int32Array, count: number): number {
  let best = 0
  for (let part = 1; part < count; part++) if ((ranks[part] ?? 0) < (ranks[best] ?? 0)) best = part
  return best
}
