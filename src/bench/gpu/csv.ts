/** A row by the names of its columns, in lower case and without their units. */
export type Row = ReadonlyMap<string, string>

/**
 * Rows of a monitor that was ended while it wrote. Headers may come again; a row that was cut off is left out, and so
 * is a last line without its end: `70` may have been `700`.
 */
export function csvRows(text: string): readonly Row[] {
  const lines = text.split('\n').slice(0, -1)
  const rows: Row[] = []
  let header: readonly string[] = []
  for (const line of lines.slice(0, MOST_LINES)) {
    const cells = line.split(',').map(cell => cell.trim())
    if (isHeader(cells)) header = cells.map(name => name.replace(/\s*\[.*\]$/, '').toLowerCase())
    else if (header.length > 0 && cells.length === header.length)
      rows.push(new Map(header.map((name, index) => [name, cells[index] ?? ''])))
  }
  return rows
}

/** A day of eight GPUs, once a second. */
const MOST_LINES = 1_000_000

const isHeader = ([first = '']: readonly string[]) => /^(?:timestamp|gpu|index)$/i.test(first)

/** `412.31 W`, `81559 MiB`, `700`; null for `[N/A]`, `[Not Supported]`, `N/A`. */
export function amountIn(cell: string | undefined): number | null {
  const [, digits] = /^(\d+(?:\.\d+)?)(?:\s*[A-Za-z%]+)?$/.exec(cell ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

/** Milliseconds since 1970 of a time on this machine's clock, or of seconds since 1970; null: neither. */
export function timeIn(cell: string | undefined): number | null {
  const text = cell ?? ''
  if (/^\d{9,11}(?:\.\d+)?$/.test(text)) return Number(text) * 1000
  const [, y, mo, d, h, mi, s, fraction = '0'] = LOCAL.exec(text) ?? []
  if (y === undefined) return null
  const date = new Date(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s))
  return date.getTime() + Number(`0.${fraction}`) * 1000
}

const LOCAL = /^(\d{4})[/-](\d\d)[/-](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/
