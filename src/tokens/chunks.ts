/**
 * Cuts a stream of text where the counts of the parts add up to the count of the whole: after a line break,
 * before a letter or digit. A text without such a place is cut after `size` × 8 characters all the same, which
 * may count a token more.
 * @param size about how many UTF-16 units a part has
 */
export async function* partsOfStream(chunks: AsyncIterable<string>, size: number): AsyncIterable<string> {
  let open = ''
  for await (const chunk of chunks) {
    open += chunk
    const cut =
      open.length < size ? 0 : lastSafeCut(open) || (open.length >= size * 8 ? wholeCharacters(open) : 0)
    if (cut > 0) {
      yield open.slice(0, cut)
      open = open.slice(cut)
    }
  }
  if (open !== '') yield open
}

const SAFE = /[\p{L}\p{N}]/u

function lastSafeCut(text: string): number {
  for (let at = text.lastIndexOf('\n'); at > 0; at = text.lastIndexOf('\n', at - 1)) {
    const next = text.codePointAt(at + 1)
    if (next !== undefined && SAFE.test(String.fromCodePoint(next))) return at + 1
  }
  return 0
}

/** A surrogate pair stays together. */
const wholeCharacters = (text: string) => (/[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length)
