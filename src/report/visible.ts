/** Controls, bidi and other format characters, lone surrogates, line separators, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu

/** Text from the tree with every invisible or control character made visible, at most `max` characters. */
export function visible(text: string, max: number): string {
  // A character may take two code units: cut before the costly part, then exactly.
  const points = [...text.slice(0, 2 * max + 2).replace(HIDDEN, '\ufffd')]
  return points.length > max ? `${points.slice(0, max - 1).join('')}…` : points.join('')
}

/** The same for sentences: line breaks and runs of blanks are one blank. */
export const visibleLine = (text: string, max: number) =>
  visible(
    text
      .slice(0, 4 * max + 4)
      .replace(/\s+/g, ' ')
      .trim(),
    max,
  )
