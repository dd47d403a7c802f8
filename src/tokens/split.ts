/**
 * Cuts a text into the pieces that are merged apart. Linear: no piece is looked at more than a few times.
 * @param pattern `pat_str` of a rank file of js-tiktoken
 */
export function createSplit(pattern: string): (text: string) => readonly string[] {
  const pieces = new RegExp(withoutCaptures(withUnicodeSpace(pattern)), 'gu')
  return text => text.match(pieces) ?? []
}

/** Unicode White_Space. JavaScript's `\s` has U+FEFF besides and lacks U+0085. */
const SPACES = String.raw`\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`

/** Rewrites `\s` and `\S` to what the reference engine means by them. */
function withUnicodeSpace(pattern: string): string {
  let inClass = false
  return pattern.replaceAll(/\\.|[[\]]/gsu, mark => {
    if (mark === '[') inClass = true
    if (mark === ']') inClass = false
    if (mark === String.raw`\s`) return inClass ? SPACES : `[${SPACES}]`
    if (mark !== String.raw`\S`) return mark
    if (inClass) throw new Error(String.raw`\S inside a character class has no rewrite`)
    return `[^${SPACES}]`
  })
}

const withoutCaptures = (pattern: string) => pattern.replaceAll(/\((?!\?)/gu, '(?:')
