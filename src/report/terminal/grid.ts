import { type Cell, cell, paint } from './paint.ts'

type Layout = {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly indent: number
  /**
   * One letter a column: `l` and `r` keep their width; when there is too little of it, first `t` (a text) is
   * cut at its end, then `s` (a path) at its start.
   */
  readonly align: string
}

const GAP = 2
/** A shorter path names nothing any more: better a long line. */
const SHORTEST = 22

/** Cells in columns that line up; a row of fewer cells ends early. Lines carry no trailing blanks. */
export function grid(rows: readonly (readonly Cell[])[], layout: Layout): readonly string[] {
  const widths = columnWidths(rows, layout)
  return rows.map(row => {
    const cells = row.map((one, column) =>
      padded(one, column === row.length - 1, { ...layout, column, widths }),
    )
    return `${' '.repeat(layout.indent)}${cells.join(' '.repeat(GAP))}`.trimEnd()
  })
}

function columnWidths(
  rows: readonly (readonly Cell[])[],
  { width, indent, align }: Layout,
): readonly number[] {
  const widths = [...align].map((_, column) =>
    Math.max(0, ...rows.map(row => displayWidth(row[column]?.text ?? ''))),
  )
  const excess = (sizes: readonly number[]) =>
    indent + sizes.reduce((a, b) => a + b, 0) + GAP * (sizes.length - 1) - width
  const texts = shrunk(widths, { align, letter: 't', over: excess(widths) })
  return shrunk(texts, { align, letter: 's', over: excess(texts) })
}

type Excess = { readonly align: string; readonly letter: 's' | 't'; readonly over: number }

function shrunk(widths: readonly number[], { align, letter, over }: Excess): readonly number[] {
  if (over <= 0) return widths
  return widths.map((size, column) =>
    align[column] === letter ? Math.max(Math.min(size, SHORTEST), size - over) : size,
  )
}

type Column = Layout & { readonly column: number; readonly widths: readonly number[] }

function padded(one: Cell, last: boolean, { column, widths, align, color }: Column): string {
  const size = widths[column] ?? 0
  const shown = cell(SHORTENED[align[column] ?? 'l']?.(one.text, size) ?? one.text, one.style)
  const blank = ' '.repeat(Math.max(0, size - displayWidth(shown.text)))
  if (align[column] === 'r') return blank + paint(shown, color)
  return paint(shown, color) + (last ? '' : blank)
}

/** The end of a path says more than its start; a text is read from its start. */
const SHORTENED: Readonly<Record<string, (text: string, size: number) => string>> = {
  s: (text, size) =>
    displayWidth(text) <= size ? text : `…${[...text].slice(-Math.max(1, size - 1)).join('')}`,
  t: (text, size) =>
    displayWidth(text) <= size ? text : `${[...text].slice(0, Math.max(1, size - 1)).join('')}…`,
}

const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u

const ASCII = /^[ -~]*$/u

export const displayWidth = (text: string) =>
  ASCII.test(text)
    ? text.length
    : [...text].reduce((width, char) => width + (/\p{M}/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1), 0)
