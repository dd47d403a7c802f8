/** Controls, bidi and other format characters, lone surrogates, line separators, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu

/**
 * A name or path from the tree with every invisible or control character made visible, at most `max` characters (3 or more).
 * It is cut before its end, which is what tells long addresses apart.
 */
export function visible(text: string, max: number): string {
  const all = start(text, max)
  if (all.length <= max) return all.join('')
  const first = Math.floor(max / 3)
  const last = shown(text.slice(-reach(max))).slice(first + 1 - max)
  return `${all.slice(0, first).join('')}…${last.join('')}`
}

/** The same for sentences, which are cut at their end: line breaks and runs of blanks are one blank. */
export function visibleLine(text: string, max: number): string {
  const all = start(
    text
      .slice(0, 2 * reach(max))
      .replace(/\s+/g, ' ')
      .trim(),
    max,
  )
  return all.length > max ? `${all.slice(0, max - 1).join('')}…` : all.join('')
}

/** A character may take two code units: cut before the costly part, then exactly. */
const reach = (max: number) => 2 * max + 2
const start = (text: string, max: number) => shown(text.slice(0, reach(max)))
const shown = (text: string) => [...text.replace(HIDDEN, '\ufffd')]
