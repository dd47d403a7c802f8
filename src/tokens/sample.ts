/** Windows of a text, evenly spread from its beginning to its end: always the same for the same text. */
export type Sample = {
  readonly windows: readonly string[]
  /** Characters of the text per character of the windows. */
  readonly scale: number
}

/** @param characters about how many UTF-16 units the windows have together; at least 256 */
export function sampleOf(text: string, characters: number): Sample {
  const wanted = Math.min(text.length, Math.max(characters, SMALLEST_WINDOW))
  const count = Math.min(MOST_WINDOWS, Math.floor(wanted / SMALLEST_WINDOW) || 1)
  const size = Math.floor(wanted / count)
  const stride = count === 1 ? 0 : (text.length - size) / (count - 1)
  const windows = Array.from({ length: count }, (_, at) => {
    const start = Math.floor(at * stride)
    return text.slice(start, start + size)
  })
  return { windows, scale: text.length / Math.max(1, count * size) }
}

const SMALLEST_WINDOW = 256
const MOST_WINDOWS = 32
