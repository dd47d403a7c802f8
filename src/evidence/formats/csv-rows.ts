import { refused } from '../refused.ts'

export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

const LONGEST_CELL = 64 * 1024
const MOST_CELLS = 1000

/**
 * Rows of CSV text, with no more than one in memory: fields in quotes may hold commas, line breaks and doubled
 * quotes. https://www.rfc-editor.org/rfc/rfc4180
 * @throws UnitcostError `import-refused`
 */
export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const cursor: Cursor = { cells: [], cell: '', quote: 'none', line: 1, startedAt: 1, rows: [] }
  for await (const chunk of chunks) {
    scan(chunk, cursor)
    yield* cursor.rows.splice(0)
  }
  if (cursor.quote === 'open')
    throw refused(
      `the quote in line ${cursor.startedAt} never ends`,
      'Export the file again: a quote inside of a field is written twice.',
    )
  endRow(cursor)
  yield* cursor.rows.splice(0)
}

type Cursor = {
  cells: string[]
  cell: string
  /** `ended`: a quote was closed, or it is the first half of a doubled one. */
  quote: 'none' | 'open' | 'ended'
  line: number
  startedAt: number
  readonly rows: CsvRow[]
}

function scan(chunk: string, cursor: Cursor): void {
  // Runs between special characters are taken whole.
  for (const [part = ''] of chunk.matchAll(/[",\n\r]|[^",\n\r]+/g)) {
    if (cursor.quote === 'open') insideQuotes(part, cursor)
    else outside(part, cursor)
    if (part === '\n') cursor.line += 1
    if (cursor.cell.length > LONGEST_CELL || cursor.cells.length > MOST_CELLS)
      throw refused(
        `the row in line ${cursor.startedAt} is too large for a usage log`,
        'Export the columns that `unitcost import --help` names.',
      )
  }
}

function insideQuotes(part: string, cursor: Cursor): void {
  if (part === '"') cursor.quote = 'ended'
  else cursor.cell += part
}

function outside(part: string, cursor: Cursor): void {
  if (part === '"') {
    if (cursor.quote === 'ended') cursor.cell += '"'
    cursor.quote = 'open'
  } else if (part === ',') endCell(cursor)
  else if (part === '\n') endRow(cursor)
  else if (part !== '\r') cursor.cell += part
}

function endCell(cursor: Cursor): void {
  cursor.cells.push(cursor.cell)
  cursor.cell = ''
  cursor.quote = 'none'
}

function endRow(cursor: Cursor): void {
  const isEmpty = cursor.cells.length === 0 && cursor.cell.trim() === ''
  endCell(cursor)
  if (!isEmpty) cursor.rows.push({ line: cursor.startedAt, cells: cursor.cells })
  cursor.cells = []
  cursor.startedAt = cursor.line + 1
}
