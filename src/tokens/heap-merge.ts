import { createMinHeap } from './min-heap.ts'
import type { Merge, Parts } from './parts.ts'
import { NO_RANK } from './ranks.ts'
import type { RankOf } from './ranks.ts'

/**
 * The merge for long pieces: O(n log n), about 36 bytes of memory per byte.
 * Parts are a doubly linked list by start; the heap holds one number per candidate, rank × 2^26 + position,
 * so that its order is the order of the definition: lowest rank, then leftmost.
 * @throws RangeError for a piece of more than 67,108,864 bytes
 */
export function createHeapMerge(rankOf: RankOf): Merge {
  return (bytes, length) => {
    if (length > POSITIONS) throw new RangeError(`a piece of ${length} bytes is too long to merge`)
    const { next, previous, ranks } = singleBytes(length)
    const candidates = createMinHeap(3 * length + 16)
    const rankPair = (left: number) => {
      const right = next[left] ?? length
      const rank = right === length ? NO_RANK : rankOf(bytes, left, next[right] ?? length)
      if (rank === ranks[left]) return
      ranks[left] = rank
      if (rank !== NO_RANK) candidates.push(rank * POSITIONS + left)
    }
    for (let left = 0; left < length; left++) rankPair(left)
    for (let key = candidates.pop(); key !== null; key = candidates.pop()) {
      const left = key % POSITIONS
      const stale = ranks[left] !== (key - left) / POSITIONS
      if (!stale) {
        const right = next[left] ?? length
        const after = next[right] ?? length
        ranks[right] = NO_RANK
        next[left] = after
        previous[after] = left
        rankPair(left)
        if (left > 0) rankPair(previous[left] ?? 0)
      }
    }
    return listed(next, length)
  }
}

const POSITIONS = 2 ** 26

function singleBytes(length: number) {
  const next = new Int32Array(length + 1)
  const previous = new Int32Array(length + 1)
  for (let at = 0; at <= length; at++) {
    next[at] = at + 1
    previous[at] = at - 1
  }
  return { next, previous, ranks: new Int32Array(length + 1).fill(NO_RANK) }
}

function listed(next: Int32Array, length: number): Parts {
  const starts = new Int32Array(length + 1)
  let count = 0
  for (let at = 0; at < length; at = next[at] ?? length) starts[count++] = at
  starts[count] = length
  return { starts, count }
}
