import { type Cell, cell, paint } from './paint.ts'

type Layout = {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly indent: number
  /** One letter a column: `l`, `r`, or `s` for the one that may shrink when the width is too small. */
  readonly align: string
}

const GAP = 2
const SHORTEST = 8

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
  const over = indent + widths.reduce((a, b) => a + b, 0) + GAP * (widths.length - 1) - width
  return widths.map((size, column) =>
    align[column] === 's' && over > 0 ? Math.max(Math.min(size, SHORTEST), size - over) : size,
  )
}

type Column = Layout & { readonly column: number; readonly widths: readonly number[] }

function padded(one: Cell, last: boolean, { column, widths, align, color }: Column): string {
  const size = widths[column] ?? 0
  const shown = cell(align[column] === 's' ? shortened(one.text, size) : one.text, one.style)
  const blank = ' '.repeat(Math.max(0, size - displayWidth(shown.text)))
  if (align[column] === 'r') return blank + paint(shown, color)
  return paint(shown, color) + (last ? '' : blank)
}

/** The end of a path says more than its start. */
function shortened(text: string, size: number): string {
  if (displayWidth(text) <= size) return text
  return `…${[...text].slice(-Math.max(1, size - 1)).join('')}`
}

const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u

const ASCII = /^[ -~]*$/u

export const displayWidth = (text: string) =>
  ASCII.test(text)
    ? text.length
    : [...text].reduce((width, char) => width + (/\p{M}/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1), 0)
