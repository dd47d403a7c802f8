import { quoted, refused } from '../refused.ts'
import { scan, type Cursor, type Found } from './json-scan.ts'

export type { Found } from './json-scan.ts'

/**
 * The values of JSON text at some paths, one after the other, without the rest of the text in memory: a file of
 * a gigabyte takes as much as its largest value. `''` is a value at the top, of which there may be many (JSON
 * lines); `results.results.*` is each item of a list.
 * https://www.rfc-editor.org/rfc/rfc8259
 * @throws UnitcostError `import-refused`: no JSON, cut off, nested too deep, or a single value too large
 */
export async function* jsonValues(
  chunks: AsyncIterable<string>,
  wanted: readonly string[],
): AsyncGenerator<Found> {
  const cursor = newCursor(wanted)
  for await (const chunk of chunks) {
    scan(chunk, cursor)
    yield* cursor.found.splice(0)
  }
  // A number at the very end has nothing behind it that would end it.
  scan('\n', cursor)
  yield* cursor.found.splice(0)
  const [open] = cursor.frames
  if (open !== undefined || cursor.inString)
    throw refused(
      `it is cut off: what begins with ${quoted(open?.kind === 'array' ? '[' : '{')} never ends`,
      'Write the file again: the run that wrote it did not finish.',
    )
}

const newCursor = (wanted: readonly string[]): Cursor => ({
  wanted: new Set(wanted),
  deepest: Math.max(...wanted.map(path => (path === '' ? 0 : path.split('.').length))),
  frames: [],
  inString: false,
  isEscaped: false,
  inScalar: false,
  line: 1,
  recording: null,
  found: [],
})
