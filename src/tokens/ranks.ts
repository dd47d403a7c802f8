/** Rank of the bytes from `start` up to `end` in the vocabulary, or NO_RANK. Smaller ranks merge first. */
export type RankOf = (bytes: Uint8Array, start: number, end: number) => number

/** Larger than every rank. */
export const NO_RANK = 0x7fffffff

/**
 * Reads a rank file of js-tiktoken: a mark, the first rank (0), then base64 tokens of consecutive ranks, all
 * on one line. The tokens lie in one byte array behind one hash table (open addressing, slot = rank + 1):
 * no string, Map or object per token, which is what makes the start fast.
 * @throws Error when the text has another form: a bug of the build, never of the user
 */
export function readRanks(bpeRanks: string): RankOf {
  const { bytes: known, starts, count } = decodeTokens(bpeRanks)
  const slots = fillSlots(known, starts, count)
  return (bytes, start, end) => {
    const length = end - start
    if (length > LONGEST_TOKEN) return NO_RANK
    let at = hashOf(bytes, start, end) & SLOT_MASK
    for (let slot = slots[at] ?? 0; slot !== 0; slot = slots[at] ?? 0) {
      const first = starts[slot - 1] ?? 0
      if ((starts[slot] ?? 0) - first === length) {
        let same = 0
        while (same < length && known[first + same] === bytes[start + same]) same++
        if (same === length) return slot - 1
      }
      at = (at + 1) & SLOT_MASK
    }
    return NO_RANK
  }
}

const LONGEST_TOKEN = 128
const SLOT_MASK = (1 << 19) - 1

/** Token k is `bytes` from starts[k] up to starts[k + 1]. */
type Tokens = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly count: number }

const MOST_TOKENS = 1 << 18
const HEADER = '! 0 '
const SPACE = 32
const EQUALS = 61

function decodeTokens(text: string): Tokens {
  if (!text.startsWith(HEADER)) throw new Error('a rank file must start with a mark and rank 0')
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4))
  const starts = new Uint32Array(MOST_TOKENS + 1)
  let count = 0
  let length = 0
  let bits = 0
  let pending = 0
  for (let i = HEADER.length; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const sextet = SEXTETS[code] ?? NOT_BASE64
    if (sextet !== NOT_BASE64) {
      pending = (pending << 6) | sextet
      bits += 6
      if (bits >= 8) {
        bits -= 8
        bytes[length++] = pending >> bits
      }
    } else if (code === SPACE) {
      starts[++count] = length
      bits = 0
    } else if (code !== EQUALS) throw new Error('a rank file must be one line of base64')
  }
  starts[++count] = length
  return { bytes, starts, count }
}

const NOT_BASE64 = 255
const SEXTETS = sextets()

function sextets(): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const table = new Uint8Array(128).fill(NOT_BASE64)
  for (const [value, letter] of [...alphabet].entries()) table[letter.charCodeAt(0)] = value
  return table
}

function fillSlots(bytes: Uint8Array, starts: Uint32Array, count: number): Uint32Array {
  const slots = new Uint32Array(SLOT_MASK + 1)
  for (let rank = 0; rank < count; rank++) {
    let at = hashOf(bytes, starts[rank] ?? 0, starts[rank + 1] ?? 0) & SLOT_MASK
    while (slots[at] !== 0) at = (at + 1) & SLOT_MASK
    slots[at] = rank + 1
  }
  return slots
}

/** http://www.isthe.com/chongo/tech/comp/fnv/ (FNV-1a, 32 bits), folded once. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash ^ (hash >>> 15)
}
