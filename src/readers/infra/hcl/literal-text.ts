/** Literal text of a template: what it means and how many characters were read. */
export type LiteralText = { readonly decoded: string; readonly length: number }

/** From `at` up to the closing quote, the end of the line, or the next sequence. */
export function quotedText(text: string, at: number): LiteralText {
  const plain = /[^"\\$%\n]+/y
  const parts: string[] = []
  let end = at
  while (end < text.length && text[end] !== '"' && text[end] !== '\n' && !opensSequence(text, end)) {
    plain.lastIndex = end
    const [decoded, length] = plain.test(text)
      ? [text.slice(end, plain.lastIndex), plain.lastIndex - end]
      : (escapedSequence(text, end) ?? escapedCharacter(text, end))
    parts.push(decoded)
    end += length
  }
  return { decoded: parts.join(''), length: end - at }
}

/** From `at` up to and with the end of the line, or up to the next sequence. Heredocs know no backslash. */
export function heredocText(text: string, at: number): LiteralText {
  const plain = /[^$%\n]+/y
  const parts: string[] = []
  let end = at
  let ended = false
  while (end < text.length && !ended && !opensSequence(text, end)) {
    ended = text[end] === '\n'
    plain.lastIndex = end
    const [decoded, length] = plain.test(text)
      ? [text.slice(end, plain.lastIndex), plain.lastIndex - end]
      : (escapedSequence(text, end) ?? [text.charAt(end), 1])
    parts.push(decoded)
    end += length
  }
  return { decoded: parts.join(''), length: end - at }
}

/** Does `${` or `%{` begin here? */
export const opensSequence = (text: string, at: number): boolean =>
  (text[at] === '$' || text[at] === '%') && text[at + 1] === '{'

type Part = readonly [decoded: string, length: number]

/** `$${` and `%%{` stand for the characters without the first. */
function escapedSequence(text: string, at: number): Part | null {
  const mark = text[at]
  const escaped = (mark === '$' || mark === '%') && text[at + 1] === mark && text[at + 2] === '{'
  return escaped ? [`${mark}{`, 3] : null
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
])

/** An unknown escape is taken as written. */
function escapedCharacter(text: string, at: number): Part {
  if (text[at] !== '\\') return [text.charAt(at), 1]
  const code = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text.slice(at + 1, at + 10))
  if (code) return [character(Number.parseInt(code[1] ?? code[2] ?? '', 16)), code[0].length + 1]
  const meaning = ESCAPES.get(text.charAt(at + 1))
  return meaning === undefined ? ['\\', 1] : [meaning, 2]
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD')
